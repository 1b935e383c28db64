use super::{Has, Mark, Source, TableRef, Ungrouped};
use crate::driver::RowError;
use crate::expr::{Env, Expr, Mix, PerRow};
use crate::schema::TableDef;
use crate::sql::{Out, Pieces};
use crate::types::{DecodeError, Hint, Nullness, RowReader, Scalar, Value};

/// What a select list takes in environment `E`: an expression, a whole table, a derived
/// struct with `#[derive(Projection)]`, or a tuple of up to 16 of these.
#[diagnostic::on_unimplemented(
    message = "this select list does not fit the query",
    label = "expected columns and expressions over this query's FROM"
)]
pub trait Selection<E, I>: Sized {
    /// The Rust type of a result row.
    type Row: Send + 'static;
    /// One value per row, or per group.
    type Kind;

    /// Records the select list, divided by commas.
    fn write_list(&self, out: &mut Pieces);

    /// How many columns it has.
    fn width(&self) -> usize;

    /// How each column stores its values.
    fn hints(&self, out: &mut Vec<Hint>);

    /// The table whose columns it is, all of them in order.
    #[doc(hidden)]
    fn whole(&self) -> Option<&'static str> {
        None
    }

    /// Reads its part of the row, whose first column stands at `at`.
    fn read<R: RowReader + ?Sized>(&self, row: &R, at: usize) -> Result<Self::Row, RowError>;
}

/// `Self` is `T`. Lets a method of a generic builder state bounds on the builder's own parameters
/// with their messages, instead of "method not found".
pub trait Is<T> {
    /// The same value.
    fn same(self) -> T;
}

impl<T> Is<T> for T {
    #[inline]
    fn same(self) -> T {
        self
    }
}

/// Reads column `n` of a table.
#[inline]
fn cell<V: Value, R: RowReader + ?Sized>(
    row: &R,
    first: usize,
    n: usize,
    table: &'static TableDef,
) -> Result<V, RowError> {
    let column = &table.columns[n];
    V::from_row(row, first + n, column.hint)
        .map_err(|error| RowError::of_column(table.name, column.name, error))
}

// One call for many columns costs the compiler less than one for each. No macro makes these, since
// messages show them.

/// Reads one column from column `n` on. Emitted by the derives.
#[doc(hidden)]
#[inline]
pub fn cells1<A: Value, R: RowReader + ?Sized>(
    row: &R,
    first: usize,
    n: usize,
    table: &'static TableDef,
) -> Result<(A,), RowError> {
    Ok((cell(row, first, n, table)?,))
}

/// Reads two columns from column `n` on. Emitted by the derives.
#[doc(hidden)]
#[inline]
pub fn cells2<A: Value, B: Value, R: RowReader + ?Sized>(
    row: &R,
    first: usize,
    n: usize,
    table: &'static TableDef,
) -> Result<(A, B), RowError> {
    Ok((cell(row, first, n, table)?, cell(row, first, n + 1, table)?))
}

/// Reads four columns from column `n` on. Emitted by the derives.
#[doc(hidden)]
#[inline]
pub fn cells4<A: Value, B: Value, C: Value, D: Value, R: RowReader + ?Sized>(
    row: &R,
    first: usize,
    n: usize,
    table: &'static TableDef,
) -> Result<(A, B, C, D), RowError> {
    Ok((
        cell(row, first, n, table)?,
        cell(row, first, n + 1, table)?,
        cell(row, first, n + 2, table)?,
        cell(row, first, n + 3, table)?,
    ))
}

/// Reads eight columns from column `n` on. Emitted by the derives.
#[doc(hidden)]
#[inline]
pub fn cells8<
    A: Value,
    B: Value,
    C: Value,
    D: Value,
    E: Value,
    F: Value,
    G: Value,
    H: Value,
    R: RowReader + ?Sized,
>(
    row: &R,
    first: usize,
    n: usize,
    table: &'static TableDef,
) -> Result<(A, B, C, D, E, F, G, H), RowError> {
    Ok((
        cell(row, first, n, table)?,
        cell(row, first, n + 1, table)?,
        cell(row, first, n + 2, table)?,
        cell(row, first, n + 3, table)?,
        cell(row, first, n + 4, table)?,
        cell(row, first, n + 5, table)?,
        cell(row, first, n + 6, table)?,
        cell(row, first, n + 7, table)?,
    ))
}

/// Reads twelve columns from column `n` on. Emitted by the derives.
#[doc(hidden)]
#[inline]
pub fn cells12<
    A: Value,
    B: Value,
    C: Value,
    D: Value,
    E: Value,
    F: Value,
    G: Value,
    H: Value,
    I: Value,
    J: Value,
    K: Value,
    L: Value,
    R: RowReader + ?Sized,
>(
    row: &R,
    first: usize,
    n: usize,
    table: &'static TableDef,
) -> Result<(A, B, C, D, E, F, G, H, I, J, K, L), RowError> {
    Ok((
        cell(row, first, n, table)?,
        cell(row, first, n + 1, table)?,
        cell(row, first, n + 2, table)?,
        cell(row, first, n + 3, table)?,
        cell(row, first, n + 4, table)?,
        cell(row, first, n + 5, table)?,
        cell(row, first, n + 6, table)?,
        cell(row, first, n + 7, table)?,
        cell(row, first, n + 8, table)?,
        cell(row, first, n + 9, table)?,
        cell(row, first, n + 10, table)?,
        cell(row, first, n + 11, table)?,
    ))
}

/// Reads sixteen columns from column `n` on. Emitted by the derives.
#[doc(hidden)]
#[inline]
pub fn cells16<
    A: Value,
    B: Value,
    C: Value,
    D: Value,
    E: Value,
    F: Value,
    G: Value,
    H: Value,
    I: Value,
    J: Value,
    K: Value,
    L: Value,
    M: Value,
    N: Value,
    O: Value,
    P: Value,
    R: RowReader + ?Sized,
>(
    row: &R,
    first: usize,
    n: usize,
    table: &'static TableDef,
) -> Result<(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P), RowError> {
    Ok((
        cell(row, first, n, table)?,
        cell(row, first, n + 1, table)?,
        cell(row, first, n + 2, table)?,
        cell(row, first, n + 3, table)?,
        cell(row, first, n + 4, table)?,
        cell(row, first, n + 5, table)?,
        cell(row, first, n + 6, table)?,
        cell(row, first, n + 7, table)?,
        cell(row, first, n + 8, table)?,
        cell(row, first, n + 9, table)?,
        cell(row, first, n + 10, table)?,
        cell(row, first, n + 11, table)?,
        cell(row, first, n + 12, table)?,
        cell(row, first, n + 13, table)?,
        cell(row, first, n + 14, table)?,
        cell(row, first, n + 15, table)?,
    ))
}

/// Records the one cell of an expression.
#[doc(hidden)]
pub fn write_expression<X: Expr>(expression: &X, out: &mut Pieces) {
    out.cell(X::Base::SQL, expression.hint(), |out| {
        expression.write(out, Hint::NONE);
    });
}

/// Reads the one cell of an expression.
#[doc(hidden)]
#[inline]
pub fn read_expression<X: Expr, N: Nullness, R: RowReader + ?Sized>(
    expression: &X,
    row: &R,
    at: usize,
) -> Result<N::Wrap<X::Base>, RowError> {
    N::decode::<X::Base, R>(row, at, expression.hint()).map_err(|error| match expression.label() {
        Some((table, column)) => RowError::of_column(table, column, error),
        None => RowError::of_position(at, error),
    })
}

/// A whole row that may be missing because its source was outer-joined.
#[doc(hidden)]
pub trait WholeRow: Nullness {
    type Whole<T: Send + 'static>: Send + 'static;
    fn read_whole<S: Source, R: RowReader + ?Sized>(
        row: &R,
        at: usize,
    ) -> Result<Self::Whole<S::Row>, RowError>;
}

impl WholeRow for crate::types::NotNull {
    type Whole<T: Send + 'static> = T;

    #[inline]
    fn read_whole<S: Source, R: RowReader + ?Sized>(
        row: &R,
        at: usize,
    ) -> Result<S::Row, RowError> {
        S::decode(row, at)
    }
}

impl WholeRow for crate::types::Nullable {
    type Whole<T: Send + 'static> = Option<T>;

    fn read_whole<S: Source, R: RowReader + ?Sized>(
        row: &R,
        at: usize,
    ) -> Result<Option<S::Row>, RowError> {
        let null = |n: usize| {
            row.is_null(at + n).map_err(|error: DecodeError| {
                RowError::of_column(S::TABLE.name, S::TABLE.columns[n].name, error)
            })
        };
        let missing = match S::TABLE.never_null() {
            Some(n) => null(n)?,
            None => (0..S::TABLE.columns.len())
                .try_fold(true, |all, n| Ok::<_, RowError>(all && null(n)?))?,
        };
        if missing {
            Ok(None)
        } else {
            S::decode(row, at).map(Some)
        }
    }
}

impl<B, A, K, F, G, S, At> Selection<Env<B, A, K, F, G>, At> for TableRef<S>
where
    G: Ungrouped,
    S: Source,
    F: Has<S, At>,
    <F::Mark as Mark>::Null: WholeRow,
{
    type Row = <<F::Mark as Mark>::Null as WholeRow>::Whole<S::Row>;
    type Kind = PerRow;

    fn write_list(&self, out: &mut Pieces) {
        for (at, column) in S::TABLE.columns.iter().enumerate() {
            if at > 0 {
                out.text(", ");
            }
            out.cell(column.sql, column.hint, |out| out.column(S::NAME, column));
        }
    }

    #[inline]
    fn width(&self) -> usize {
        S::TABLE.columns.len()
    }

    fn hints(&self, out: &mut Vec<Hint>) {
        out.extend(S::TABLE.columns.iter().map(|column| column.hint));
    }

    fn whole(&self) -> Option<&'static str> {
        Some(S::NAME)
    }

    #[inline]
    fn read<R: RowReader + ?Sized>(&self, row: &R, at: usize) -> Result<Self::Row, RowError> {
        <<F::Mark as Mark>::Null as WholeRow>::read_whole::<S, R>(row, at)
    }
}

macro_rules! selection_tuple {
    // Accumulates the bounds that all kinds mix, one after the other. The kinds are parameters of
    // their own, so that a list that doesn't fit is reported once.
    (@kinds [$($all:tt)*] [$($bounds:tt)*] $acc:ty;) => {
        selection_tuple!(@impl [$($all)*] [$($bounds)*] $acc);
    };
    (@kinds [$($all:tt)*] [$($bounds:tt)*] $acc:ty; $k:ident $($rest:tt)*) => {
        selection_tuple!(@kinds [$($all)*] [$($bounds)* $acc: Mix<$k>,] <$acc as Mix<$k>>::Out; $($rest)*);
    };
    (@impl [$($t:ident $i:ident $k:ident $n:tt),+] [$($bounds:tt)*] $kind:ty) => {
        impl<Env, $($t, $i, $k),+> Selection<Env, ($($i,)+)> for ($($t,)+)
        where
            $($t: Selection<Env, $i, Kind = $k>,)+
            $($bounds)*
        {
            type Row = ($($t::Row,)+);
            type Kind = $kind;

            fn write_list(&self, out: &mut Pieces) {
                $(
                    if $n > 0 { out.text(", "); }
                    self.$n.write_list(out);
                )+
            }

            #[inline]
            fn width(&self) -> usize {
                0 $(+ self.$n.width())+
            }

            fn hints(&self, out: &mut Vec<Hint>) {
                $(self.$n.hints(out);)+
            }

            #[inline]
            #[allow(unused_assignments)]
            fn read<R: RowReader + ?Sized>(&self, row: &R, at: usize) -> Result<Self::Row, RowError> {
                let mut next = at;
                Ok(($({
                    let value = self.$n.read(row, next)?;
                    next += self.$n.width();
                    value
                },)+))
            }
        }
    };
    ($t0:ident $i0:ident $k0:ident $n0:tt $(, $t:ident $i:ident $k:ident $n:tt)*) => {
        selection_tuple!(@kinds [$t0 $i0 $k0 $n0 $(, $t $i $k $n)*] [] $k0; $($k)*);
    };
}

selection_tuple!(T0 I0 K0 0);
selection_tuple!(T0 I0 K0 0, T1 I1 K1 1);
selection_tuple!(T0 I0 K0 0, T1 I1 K1 1, T2 I2 K2 2);
selection_tuple!(T0 I0 K0 0, T1 I1 K1 1, T2 I2 K2 2, T3 I3 K3 3);
selection_tuple!(T0 I0 K0 0, T1 I1 K1 1, T2 I2 K2 2, T3 I3 K3 3, T4 I4 K4 4);
selection_tuple!(T0 I0 K0 0, T1 I1 K1 1, T2 I2 K2 2, T3 I3 K3 3, T4 I4 K4 4, T5 I5 K5 5);
selection_tuple!(T0 I0 K0 0, T1 I1 K1 1, T2 I2 K2 2, T3 I3 K3 3, T4 I4 K4 4, T5 I5 K5 5, T6 I6 K6 6);
selection_tuple!(T0 I0 K0 0, T1 I1 K1 1, T2 I2 K2 2, T3 I3 K3 3, T4 I4 K4 4, T5 I5 K5 5, T6 I6 K6 6, T7 I7 K7 7);
selection_tuple!(T0 I0 K0 0, T1 I1 K1 1, T2 I2 K2 2, T3 I3 K3 3, T4 I4 K4 4, T5 I5 K5 5, T6 I6 K6 6, T7 I7 K7 7, T8 I8 K8 8);
selection_tuple!(T0 I0 K0 0, T1 I1 K1 1, T2 I2 K2 2, T3 I3 K3 3, T4 I4 K4 4, T5 I5 K5 5, T6 I6 K6 6, T7 I7 K7 7, T8 I8 K8 8, T9 I9 K9 9);
selection_tuple!(T0 I0 K0 0, T1 I1 K1 1, T2 I2 K2 2, T3 I3 K3 3, T4 I4 K4 4, T5 I5 K5 5, T6 I6 K6 6, T7 I7 K7 7, T8 I8 K8 8, T9 I9 K9 9, T10 I10 K10 10);
selection_tuple!(T0 I0 K0 0, T1 I1 K1 1, T2 I2 K2 2, T3 I3 K3 3, T4 I4 K4 4, T5 I5 K5 5, T6 I6 K6 6, T7 I7 K7 7, T8 I8 K8 8, T9 I9 K9 9, T10 I10 K10 10, T11 I11 K11 11);
selection_tuple!(T0 I0 K0 0, T1 I1 K1 1, T2 I2 K2 2, T3 I3 K3 3, T4 I4 K4 4, T5 I5 K5 5, T6 I6 K6 6, T7 I7 K7 7, T8 I8 K8 8, T9 I9 K9 9, T10 I10 K10 10, T11 I11 K11 11, T12 I12 K12 12);
selection_tuple!(T0 I0 K0 0, T1 I1 K1 1, T2 I2 K2 2, T3 I3 K3 3, T4 I4 K4 4, T5 I5 K5 5, T6 I6 K6 6, T7 I7 K7 7, T8 I8 K8 8, T9 I9 K9 9, T10 I10 K10 10, T11 I11 K11 11, T12 I12 K12 12, T13 I13 K13 13);
selection_tuple!(T0 I0 K0 0, T1 I1 K1 1, T2 I2 K2 2, T3 I3 K3 3, T4 I4 K4 4, T5 I5 K5 5, T6 I6 K6 6, T7 I7 K7 7, T8 I8 K8 8, T9 I9 K9 9, T10 I10 K10 10, T11 I11 K11 11, T12 I12 K12 12, T13 I13 K13 13, T14 I14 K14 14);
selection_tuple!(T0 I0 K0 0, T1 I1 K1 1, T2 I2 K2 2, T3 I3 K3 3, T4 I4 K4 4, T5 I5 K5 5, T6 I6 K6 6, T7 I7 K7 7, T8 I8 K8 8, T9 I9 K9 9, T10 I10 K10 10, T11 I11 K11 11, T12 I12 K12 12, T13 I13 K13 13, T14 I14 K14 14, T15 I15 K15 15);
