//! UPDATE and DELETE over several sources, and of a part of the rows.

use super::derived::FromItem;
use super::group::NoGroup;
use super::parts::{Clause, JoinKind};
use super::sources::{Inner, Join, Outer};
use super::{RowCount, Source, Table, Write};
use crate::driver::{BuildError, HasWriteLeftJoin, HasWriteLimit};
use crate::expr::{Env, OrderBy, RowCondition};
use crate::scope::{Access, AccessLevel, InKeyspace};
use crate::sql::{Out, Pieces};
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
        self.join::<T>(JoinKind::Inner, source, |out| on.write(out, Hint::NONE));
        self.retyped()
    }

    /// Joins a source whose rows may be missing: rows without a partner are written too, and its
    /// columns are NULL there. Its own tenant's predicate stands in the ON.
    ///
    /// `UPDATE t LEFT JOIN source ON condition SET ..`, `DELETE t FROM t LEFT JOIN source ON
    /// condition WHERE ..`. Compiles for MySQL and MariaDB; elsewhere a subquery says it,
    /// `column.to(scalar(query))`, `.filter(not_exists(query))`.
    ///
    /// ```text
    /// // Claims without a policy.
    /// db.delete(Claim)
    ///     .left_join(Policy, Policy.id.eq(Claim.policy_id))
    ///     .filter(Policy.id.is_null())
    /// // DELETE `claims` FROM `claims` LEFT JOIN `policies`
    /// //   ON `policies`.`org_id` = ? AND (`policies`.`id` = `claims`.`policy_id`)
    /// // WHERE `claims`.`org_id` = ? AND (`policies`.`id` IS NULL)
    /// ```
    pub fn left_join<T, O, EachTableOnce>(
        mut self,
        source: T,
        on: O,
    ) -> Write<V, X, B, A, K, S, W, Join<T::Source, Outer, F>>
    where
        B: HasWriteLeftJoin,
        T: FromItem<B, A, K>,
        T::Source: Access<A> + InKeyspace<K>,
        O: RowCondition<Env<B, A, K, Join<T::Source, Inner, F>, NoGroup>, EachTableOnce>,
    {
        self.join::<T>(JoinKind::Left, source, |out| on.write(out, Hint::NONE));
        self.retyped()
    }

    fn join<T: FromItem<B, A, K>>(
        &mut self,
        kind: JoinKind,
        source: T,
        on: impl FnOnce(&mut Pieces),
    ) {
        let parts = &mut self.target.parts;
        let span = parts.record(on);
        let name = <T::Source as Source>::NAME;
        if name == S::NAME {
            parts.arena.fail(BuildError::SourceTwice { name });
        }
        parts.join(kind, source.into_relation(), name, span);
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
