//! INSERT, UPDATE and DELETE as common table expressions.

use super::cte::{Cte, named};
use super::insert::InsertReturning;
use super::insert_from::InsertFromReturning;
use super::write::{TableEnv, WriteReturning};
use super::{Is, NamedColumns, Selection, Table};
use crate::driver::{Backend, BuildError, HasWritingCtes};
use crate::scope::{Access, AccessLevel};
use crate::sql::{Out, Pieces};

impl<X, B: Backend, A: AccessLevel, K: 'static, S: Table, P> WriteReturning<X, B, A, K, S, P> {
    /// The statement as a common table expression, whose rows are those that it changed: what is
    /// deleted or updated is inserted elsewhere, or selected, in one statement. Its RETURNING list
    /// is a struct with `#[derive(Projection)]`, whose columns the statement uses. The rows that it
    /// changes are limited to the tenant, as on its own.
    ///
    /// It runs once, in a statement that reads it. All parts of that statement see the tables as
    /// they were before it: what one part changed, others see in its rows only.
    ///
    /// ```text
    /// #[derive(Projection)]
    /// struct Moved { item: String, pieces: i64 }
    ///
    /// let moved = orm::delete(Stock).filter(Stock.pieces.lt(10))
    ///     .returning(MovedOf { item: Stock.item, pieces: Stock.pieces })
    ///     .cte();
    /// db.insert_from(Delivery, orm::select((
    ///     Delivery.item.to(Moved.item),
    ///     Delivery.pieces.to(Moved.pieces),
    /// )).from(&moved)).run().await?;
    /// // WITH "moved" AS (DELETE FROM "stock" WHERE "stock"."org_id" = $1
    /// //   AND ("stock"."pieces" < $2) RETURNING "stock"."item" AS "item", ..)
    /// // INSERT INTO "deliveries" (..) SELECT $3, .. FROM "moved"
    /// ```
    ///
    /// Compiles for Postgres. After [`at_version`](super::Write::at_version) it is an error.
    pub fn cte<Q, EachTableOnce, Row>(mut self) -> Cte<B, A, K, Row>
    where
        B: HasWritingCtes,
        Row: NamedColumns,
        P: Is<Q>,
        Q: Selection<TableEnv<B, A, K, S>, EachTableOnce, Row = Row>,
    {
        if self.version.is_some() {
            self.pieces.fail(BuildError::VersionInCommand {
                table: S::TABLE.name,
            });
        }
        named(returning(self.pieces, &self.list.same()))
    }
}

impl<X, B: Backend, A: AccessLevel, K: 'static, S: Table + Access<A>, P>
    InsertReturning<X, B, A, K, S, P>
{
    /// The insert as a common table expression, whose rows are those that it inserted: as
    /// [`WriteReturning::cte`].
    ///
    /// Compiles for Postgres. Rows that take several statements are an error when the statement is
    /// executed.
    pub fn cte<Q, EachTableOnce, Row>(self) -> Cte<B, A, K, Row>
    where
        B: HasWritingCtes,
        Row: NamedColumns,
        P: Is<Q>,
        Q: Selection<TableEnv<B, A, K, S>, EachTableOnce, Row = Row>,
    {
        let clause = returning(self.clause, &self.list.same());
        named(self.values.one_statement::<B>(&clause))
    }
}

impl<B: Backend, A: AccessLevel, K: 'static, S: Table, P> InsertFromReturning<'_, B, A, K, S, P> {
    /// The insert as a common table expression, whose rows are those that it inserted: as
    /// [`WriteReturning::cte`].
    ///
    /// Compiles for Postgres.
    pub fn cte<Q, EachTableOnce, Row>(self) -> Cte<B, A, K, Row>
    where
        B: HasWritingCtes,
        Row: NamedColumns,
        P: Is<Q>,
        Q: Selection<TableEnv<B, A, K, S>, EachTableOnce, Row = Row>,
    {
        named(returning(self.insert.pieces, &self.list.same()))
    }
}

fn returning<E, I, Q: Selection<E, I>>(mut pieces: Pieces, list: &Q) -> Pieces {
    pieces.text(" RETURNING ");
    list.write_list(&mut pieces);
    pieces
}
