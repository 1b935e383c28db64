use std::marker::PhantomData;

use super::{Env, Expr, ExprIn, Operand};
use crate::query::{Grouping, Has, Mark, Source};
use crate::schema::ColumnDef;
use crate::sql::{Out, Piece, Pieces, Quoted};
use crate::types::{Hint, Nullness, Value};

/// A column that the application assigns.
pub struct Plain;
/// The column that names the tenant. Stamped by inserts, never assigned.
pub struct Tenant;
/// A column that the database makes. Never assigned.
pub struct Generated;

/// What a column is for: [`Plain`], [`Tenant`] or [`Generated`].
pub trait Role: 'static {}
impl Role for Plain {}
impl Role for Tenant {}
impl Role for Generated {}

/// A column: source `S`, Rust type `V`, position `N`, role `R`. Zero-sized.
pub struct Column<S, V, const N: usize, R = Plain>(PhantomData<fn() -> (S, V, R)>);

impl<S, V, const N: usize, R> Clone for Column<S, V, N, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S, V, const N: usize, R> Copy for Column<S, V, N, R> {}

impl<S, V, const N: usize, R> Column<S, V, N, R> {
    /// The column. Emitted by the derives.
    #[doc(hidden)]
    pub const NEW: Self = Self(PhantomData);
}

impl<S, V, const N: usize, R> Default for Column<S, V, N, R> {
    fn default() -> Self {
        Self::NEW
    }
}

impl<S: Source, V: Value, const N: usize, R> Column<S, V, N, R> {
    /// The column's static description.
    #[inline]
    pub fn definition(&self) -> &'static ColumnDef {
        &S::TABLE.columns[N]
    }

    /// The value that this column gets, for `.set(..)` and `.values(..)`.
    ///
    /// Doesn't compile for the tenant column and for generated columns.
    pub fn to<X>(self, value: X) -> Assignment<S, X::Expr>
    where
        R: Assignable,
        X: Operand<V::Base>,
    {
        Assignment {
            column: self.definition(),
            value: value.into_expr(),
            source: PhantomData,
        }
    }

    /// Sets the column to a value that may be `None`, which is NULL.
    pub fn to_option(self, value: Option<V::Base>) -> Assignment<S, super::Bound<V::Base>>
    where
        R: Assignable,
        V::Null: MayBeNull,
    {
        Assignment {
            column: self.definition(),
            value: super::Bound::optional(value),
            source: PhantomData,
        }
    }

    /// Sets the column to NULL.
    pub fn to_null(self) -> Assignment<S, super::Bound<V::Base>>
    where
        R: Assignable,
        V::Null: MayBeNull,
    {
        self.to_option(None)
    }
}

/// The column may be assigned.
#[diagnostic::on_unimplemented(
    message = "this column cannot be assigned",
    label = "its role is `{Self}`",
    note = "the tenant column is stamped from the handle's scope; a generated column is made by the database"
)]
pub trait Assignable: Role {}
#[diagnostic::do_not_recommend]
impl Assignable for Plain {}

/// The column may be NULL.
#[diagnostic::on_unimplemented(
    message = "this column is never NULL",
    label = "its type has no `Option`",
    note = "set it with `.to(value)`, or declare the column as an `Option`"
)]
pub trait MayBeNull {}
#[diagnostic::do_not_recommend]
impl MayBeNull for crate::types::Nullable {}

/// A column of `S` and the value that it gets.
pub struct Assignment<S, X> {
    pub(crate) column: &'static ColumnDef,
    pub(crate) value: X,
    source: PhantomData<fn() -> S>,
}

impl<S, X: Clone> Clone for Assignment<S, X> {
    fn clone(&self) -> Self {
        Self {
            column: self.column,
            value: self.value.clone(),
            source: PhantomData,
        }
    }
}

impl<S: Source, V: Value, const N: usize, R: 'static> Expr for Column<S, V, N, R> {
    type Base = V::Base;

    #[inline]
    fn write(&self, out: &mut Pieces, _: Hint) {
        out.push(Piece::Quoted(
            const { &Quoted::new(S::NAME, &S::TABLE.columns[N]) },
        ));
    }

    #[inline]
    fn hint(&self) -> Hint {
        self.definition().hint
    }

    fn label(&self) -> Option<(&'static str, &'static str)> {
        Some((S::TABLE.name, self.definition().name))
    }
}

impl<B, A, K, F, G, S, V, const N: usize, R, At, Key> ExprIn<Env<B, A, K, F, G>, (At, Key)>
    for Column<S, V, N, R>
where
    S: Source,
    V: Value,
    R: 'static,
    F: Has<S, At>,
    G: Grouping<Column<S, V, N, R>, Key>,
{
    type Null = <<V::Null as Nullness>::Or<<F::Mark as Mark>::Null> as Nullness>::Or<G::Null>;
    type Kind = G::Kind;
}
