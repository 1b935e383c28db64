//! UPDATE and DELETE over several sources, and of a part of the rows.

use super::derived::FromItem;
use super::group::NoGroup;
use super::parts::{Clause, JoinKind};
use super::sources::{Inner, Join};
use super::{RowCount, Source, Table, Write};
use crate::driver::{BuildError, HasWriteLimit};
use crate::expr::{Env, OrderBy, RowCondition};
use crate::scope::{Access, AccessLevel, InKeyspace};
use crate::sql::Out;
use crate::types::Hint;

impl<V, X, B, A: AccessLevel, K, S: Table, W, F> Write<V, X, B, A, K, S, W, F> {
    /// Joins a table, an alias, or a query by `.derived(..)`, whose columns values and filters may
    /// then use. Only rows of the first table are written; a row that has several partners is
    /// written once, with the values of any of them.
    ///
    /// `UPDATE t SET .. FROM source WHERE condition` on Postgres and SQLite, `UPDATE t INNER JOIN
    /// source ON condition SET ..` on MySQL; `DELETE FROM t USING source` on Postgres, `DELETE t
    /// FROM t INNER JOIN source` on MySQL, `DELETE FROM t WHERE EXISTS (SELECT 1 FROM source ..)`
    /// on SQLite. Each source is limited to the handle's tenant.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/stock.rs"));
    /// # fn main() -> Result<(), orm::Error> { run(async |db| {
    /// db.insert_many([stock("bolt", 10), stock("nut", 5)]).run().await?;
    /// db.insert(delivery("bolt", 7)).run().await?;
    /// let changed = db
    ///     .update(Stock)
    ///     .inner_join(Delivery, Delivery.item.eq(Stock.item))
    ///     .set(Stock.pieces.to(Stock.pieces.add(Delivery.pieces)))
    ///     .all_rows()
    ///     .run()
    ///     .await?;
    /// assert_eq!(changed, 1);
    /// let pieces = db.select(Stock.pieces).from(Stock).order_by(Stock.item);
    /// assert_eq!(pieces.all().await?, [17, 5]);
    /// # Ok(()) }) }
    /// ```
    pub fn inner_join<T, O, EachTableOnce>(
        mut self,
        source: T,
        on: O,
    ) -> Write<V, X, B, A, K, S, W, Join<T::Source, Inner, F>>
    where
        T: FromItem<B, A, K>,
        T::Source: Access<A> + InKeyspace<K>,
        O: RowCondition<Env<B, A, K, Join<T::Source, Inner, F>, NoGroup>, EachTableOnce>,
    {
        let parts = &mut self.target.parts;
        let span = parts.record(|out| on.write(out, Hint::NONE));
        let name = <T::Source as Source>::NAME;
        if name == S::NAME {
            parts.arena.fail(BuildError::SourceTwice { name });
        }
        parts.join(JoinKind::Inner, source.into_relation(), name, span);
        self.retyped()
    }

    /// `ORDER BY`: which rows come first, for [`limit`](Self::limit).
    ///
    /// Compiles for MySQL and MariaDB; not together with a join.
    pub fn order_by<O, EachTableOnce>(mut self, order: O) -> Self
    where
        B: HasWriteLimit,
        O: OrderBy<Env<B, A, K, F, NoGroup>, EachTableOnce>,
    {
        self.target
            .parts
            .clause(Clause::OrderBy, |out| order.write_order(out));
        self
    }

    /// `LIMIT`: at most this many rows.
    ///
    /// Compiles for MySQL and MariaDB; not together with a join.
    pub fn limit(mut self, rows: impl Into<RowCount>) -> Self
    where
        B: HasWriteLimit,
    {
        self.target.parts.limit = Some(rows.into());
        self
    }
}
