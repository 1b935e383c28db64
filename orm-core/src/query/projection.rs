//! What `derive(Projection)` calls.

use crate::driver::{BuildError, RowError};
use crate::expr::{Column, Expr, assigned};
use crate::query::Source;
use crate::schema::ColumnDef;
use crate::sql::{Out, Pieces};
use crate::types::{Nullness, RowReader, Value};

/// The value of an expression fills a field of type `T`.
#[diagnostic::on_unimplemented(
    message = "an expression of type `{Self}` cannot fill a field of type `{T}`",
    label = "this projection has a field of another type",
    note = "a column of a left-joined table, an aggregate but `count`, and an operator over one of these may be NULL: make the field an `Option`, or use `coalesce(..)`"
)]
pub trait Fills<T> {
    /// The value.
    fn fill(self) -> T;
}

impl<T> Fills<T> for T {
    #[inline]
    fn fill(self) -> T {
        self
    }
}

/// Records `expression AS "name"`, stored as the field says.
#[doc(hidden)]
pub fn write_field<X: Expr>(
    expression: &X,
    field: &'static ColumnDef,
    first: bool,
    out: &mut Pieces,
) {
    let (have, want) = (expression.hint(), field.hint);
    // A bind value has no storage of its own: it is stored as the field says.
    let scale = matches!((have.scale, want.scale), (Some(have), Some(want)) if have > want);
    if scale || expression.label().is_some() && have.storage.form() != want.storage.form() {
        out.fail(BuildError::FieldStorage { field: field.name });
    }
    if !first {
        out.text(", ");
    }
    let named = out.json.is_none();
    out.cell(field.sql, want, |out| assigned(expression, out, want));
    // An argument of a function has no name.
    if named {
        out.text(" AS ");
        out.identifier(field.name);
    }
}

/// Reads the cell that [`write_field`] recorded.
#[doc(hidden)]
#[inline]
pub fn read_field<X: Expr, N: Nullness, R: RowReader + ?Sized>(
    _: &X,
    field: &'static ColumnDef,
    row: &R,
    at: usize,
) -> Result<N::Wrap<X::Base>, RowError> {
    N::decode::<X::Base, R>(row, at, field.hint)
        .map_err(|error| RowError::of_column("projection", field.name, error))
}

/// Reads the cell of a column that is selected by its name, as the column stores it.
#[doc(hidden)]
#[inline]
pub fn read_column<S: Source, V: Value, const N: usize, P, R: RowReader + ?Sized>(
    _: &Column<S, V, N, P>,
    row: &R,
    at: usize,
) -> Result<V, RowError> {
    let column = &S::TABLE.columns[N];
    V::from_row(row, at, column.hint)
        .map_err(|error| RowError::of_column(S::TABLE.name, column.name, error))
}
