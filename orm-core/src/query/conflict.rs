//! What an upsert's conflict is about: a unique key, and the row that could not be inserted.

use crate::expr::{Column, Env, Expr, ExprIn, PerRow};
use crate::query::{Inner, Join, Source};
use crate::schema::ColumnDef;
use crate::sql::{Op, Out, Pieces};
use crate::types::{Hint, Value};

/// Column `N` of a table, as part of a key.
pub struct At<const N: usize>;

/// The table has a primary key, unique key or unique index of exactly these columns, in this
/// order, the tenant column left out. Emitted by `derive(Table)`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no unique key over these columns",
    label = "not a primary key, unique key or unique index",
    note = "name the columns of one in the order in which it declares them, without the tenant column; declare one with `#[table(unique(..))]`"
)]
pub trait UniqueKey<Columns> {}

/// The columns of a unique key: one column, or a tuple of up to six.
#[diagnostic::on_unimplemented(
    message = "this is not a key of `{S}`",
    label = "expected a column of `{S}`, or a tuple of up to six",
    note = "a conflict is found by a primary key, unique key or unique index of the table itself"
)]
pub trait KeyColumns<S> {
    /// Their places, as a type.
    type Places;
    /// Their places in the table.
    fn places() -> Vec<usize>;
}

impl<S, V, const N: usize, R> KeyColumns<S> for Column<S, V, N, R> {
    type Places = At<N>;

    fn places() -> Vec<usize> {
        vec![N]
    }
}

macro_rules! key_columns {
    ($($v:ident $n:ident $r:ident),+) => {
        impl<S, $($v, $r, const $n: usize),+> KeyColumns<S> for ($(Column<S, $v, $n, $r>,)+) {
            type Places = ($(At<$n>,)+);

            fn places() -> Vec<usize> {
                vec![$($n),+]
            }
        }
    };
}

key_columns!(V0 N0 R0, V1 N1 R1);
key_columns!(V0 N0 R0, V1 N1 R1, V2 N2 R2);
key_columns!(V0 N0 R0, V1 N1 R1, V2 N2 R2, V3 N3 R3);
key_columns!(V0 N0 R0, V1 N1 R1, V2 N2 R2, V3 N3 R3, V4 N4 R4);
key_columns!(V0 N0 R0, V1 N1 R1, V2 N2 R2, V3 N3 R3, V4 N4 R4, V5 N5 R5);

/// The row of `S` that an upsert could not insert, among the sources of its assignments.
pub struct Proposed<S>(std::marker::PhantomData<fn() -> S>);

/// A column of the row that could not be inserted. Made by [`excluded`].
pub struct Excluded<S, V, const N: usize, R>(Column<S, V, N, R>);

impl<S, V, const N: usize, R> Clone for Excluded<S, V, N, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S, V, const N: usize, R> Copy for Excluded<S, V, N, R> {}

/// The column's value in the row that could not be inserted: `"excluded"."column"` on Postgres and
/// SQLite, `` `proposed`.`column` `` on MySQL 8, `VALUES(column)` on MariaDB. For the assignments
/// and conditions of an upsert; a column by itself is that of the row that is there.
///
/// A column that the insert leaves out has its default there.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/stock.rs"));
/// use orm::excluded;
///
/// # fn main() -> Result<(), orm::Error> { run(async |db| {
/// db.insert(stock("bolt", 10)).run().await?;
/// // What comes in is added to what is there.
/// db.insert(stock("bolt", 7))
///     .on_conflict(Stock.item)
///     .do_update()
///     .set(Stock.pieces.to(Stock.pieces.add(excluded(Stock.pieces))))
///     .run()
///     .await?;
/// assert_eq!(db.select(Stock.pieces).from(Stock).all().await?, [17]);
/// # Ok(()) }) }
/// ```
pub fn excluded<S, V, const N: usize, R>(column: Column<S, V, N, R>) -> Excluded<S, V, N, R> {
    Excluded(column)
}

/// The statement is an upsert into `S`.
#[diagnostic::on_unimplemented(
    message = "`excluded(..)` names the row of `{S}` that an upsert could not insert, and this is no upsert into it",
    label = "no such row here",
    note = "it stands in `.set(..)` and `.set_where(..)` behind `.on_conflict(..).do_update()`, and in `.set(..)` behind `.on_duplicate_key_update()`"
)]
pub trait Upserts<S> {}
#[diagnostic::do_not_recommend]
impl<S, Rest> Upserts<S> for Join<Proposed<S>, Inner, Rest> {}

impl<S: Source, V: Value, const N: usize, R> Excluded<S, V, N, R> {
    fn definition(&self) -> &'static ColumnDef {
        self.0.definition()
    }
}

impl<S: Source, V: Value, const N: usize, R: 'static> Expr for Excluded<S, V, N, R> {
    type Base = V::Base;

    fn write(&self, out: &mut Pieces, _: Hint) {
        out.op(Op::ProposedOpen);
        out.identifier(self.definition().name);
        out.op(Op::ProposedClose);
    }

    fn hint(&self) -> Hint {
        self.definition().hint
    }
}

impl<B, A, K, F, G, S, V, const N: usize, R> ExprIn<Env<B, A, K, F, G>, ()> for Excluded<S, V, N, R>
where
    S: Source,
    V: Value,
    R: 'static,
    F: Upserts<S>,
{
    type Null = V::Null;
    type Kind = PerRow;
}
