use super::group::NoGroup;
use super::parts::{JoinKind, Relation, RelationPart};
use super::sources::{Inner, Join, Outer};
use super::subquery::Lends;
use super::{NamedColumns, SameAccess, Select, Selection, Source, Unbound, assemble};
use crate::driver::HasLateral;
use crate::expr::{Env, RowCondition};
use crate::scope::{AccessLevel, Reaches};
use crate::sql::Pieces;
use crate::types::Hint;

/// A query that is run for each row of the sources before it in FROM, of which it borrows some by
/// `.correlate(..)`. Its select list is a struct with `#[derive(Projection)]`.
#[diagnostic::on_unimplemented(
    message = "this cannot be joined laterally",
    label = "expected a query built with `orm::select(..)`",
    note = "its select list is a `#[derive(Projection)]` struct, and each source that it names by `.correlate(..)` stands before it in FROM"
)]
pub trait LateralQuery<E, I> {
    /// Its rows.
    type Source: Source;
    /// Its part of FROM.
    #[doc(hidden)]
    fn into_lateral(self) -> RelationPart;
}

impl<X, B, A, A2, K, K2, P, F, F2, G, G2, I, L, Row> LateralQuery<Env<B, A, K, F, G>, (I, L)>
    for Select<X, B, A2, K2, P, F2, G2>
where
    X: Unbound,
    A: SameAccess<A2>,
    A2: AccessLevel,
    K: Reaches<K2>,
    F: Lends<F2, L>,
    P: Selection<Env<B, A2, K2, F2, G2>, I, Row = Row>,
    Row: NamedColumns,
{
    type Source = Row;

    fn into_lateral(self) -> RelationPart {
        let mut pieces = Pieces::default();
        assemble::select(
            self.parts,
            A2::MODE,
            |out| self.list.write_list(out),
            &mut pieces,
        );
        RelationPart {
            ctes: std::mem::take(&mut pieces.ctes),
            relation: Relation::Lateral(Box::new(pieces.inside())),
        }
    }
}

impl<X, B: HasLateral, A, K, P, F, G> Select<X, B, A, K, P, F, G> {
    fn joined_lateral<S: Source, F2>(
        mut self,
        kind: JoinKind,
        part: RelationPart,
        on: impl FnOnce(&mut Pieces),
    ) -> Select<X, B, A, K, P, F2, G> {
        let span = self.parts.record(on);
        self.parts.join(kind, part, S::NAME, span);
        self.retyped()
    }
}

impl<X, B, A, K, P, F, G> Select<X, B, A, K, P, F, G> {
    /// `INNER JOIN LATERAL (query) ON condition`: the query is run for each row of the sources before
    /// it, which it names by `.correlate(..)`; rows without one of its own drop out.
    ///
    /// Compiles for Postgres and MySQL 8.
    ///
    /// ```
    /// # use orm::prelude::*;
    /// # #[derive(Keyspace)]
    /// # #[keyspace(name = "shop", tenancy = none, tables(Person, Purchase))]
    /// # struct Shop;
    /// # #[derive(Table, Clone, Debug)]
    /// # #[table(name = "people", keyspace = Shop)]
    /// # struct Person { #[column(primary_key)] id: i64, name: String }
    /// # #[derive(Table, Clone, Debug)]
    /// # #[table(name = "purchases", keyspace = Shop)]
    /// # struct Purchase { #[column(primary_key)] id: i64, person_id: i64, amount: i64 }
    /// #[derive(Projection, Clone, Debug)]
    /// struct Largest { amount: i64 }
    ///
    /// # fn build<B: orm::driver::Backend + orm::driver::HasLateral>() -> Result<(), orm::Error> {
    /// // The two largest purchases of each person.
    /// let largest = orm::select(LargestOf { amount: Purchase.amount })
    ///     .correlate(Person)
    ///     .from(Purchase)
    ///     .filter(Purchase.person_id.eq(Person.id))
    ///     .order_by(Purchase.amount.desc())
    ///     .limit(2);
    /// let query = orm::select::<B, Unscoped, _>((Person.name, Largest.amount))
    ///     .from(Person)
    ///     .inner_join_lateral(largest, value(true));
    /// // SELECT "people"."name", "largest"."amount" FROM "people"
    /// // INNER JOIN LATERAL (SELECT "purchases"."amount" AS "amount" FROM "purchases"
    /// // WHERE "purchases"."person_id" = "people"."id" ORDER BY .. LIMIT 2) AS "largest" ON $1
    /// println!("{}", query.to_sql()?.sql());
    /// # Ok(())
    /// # }
    /// ```
    pub fn inner_join_lateral<Q, O, S, I, EachTableOnce>(
        self,
        query: Q,
        on: O,
    ) -> Select<X, B, A, K, P, Join<S, Inner, F>, G>
    where
        B: HasLateral,
        S: Source,
        Q: LateralQuery<Env<B, A, K, F, NoGroup>, I, Source = S>,
        O: RowCondition<Env<B, A, K, Join<S, Inner, F>, NoGroup>, EachTableOnce>,
    {
        self.joined_lateral::<S, _>(JoinKind::Inner, query.into_lateral(), |out| {
            on.write(out, Hint::NONE);
        })
    }

    /// `LEFT JOIN LATERAL (query) ON condition`: rows for which the query finds none stay, and its
    /// columns become `Option`. Otherwise as [`inner_join_lateral`](Self::inner_join_lateral).
    pub fn left_join_lateral<Q, O, S, I, EachTableOnce>(
        self,
        query: Q,
        on: O,
    ) -> Select<X, B, A, K, P, Join<S, Outer, F>, G>
    where
        B: HasLateral,
        S: Source,
        Q: LateralQuery<Env<B, A, K, F, NoGroup>, I, Source = S>,
        O: RowCondition<Env<B, A, K, Join<S, Inner, F>, NoGroup>, EachTableOnce>,
    {
        self.joined_lateral::<S, _>(JoinKind::Left, query.into_lateral(), |out| {
            on.write(out, Hint::NONE);
        })
    }

    /// `CROSS JOIN LATERAL (query)`. Otherwise as
    /// [`inner_join_lateral`](Self::inner_join_lateral).
    pub fn cross_join_lateral<Q, S, I>(
        self,
        query: Q,
    ) -> Select<X, B, A, K, P, Join<S, Inner, F>, G>
    where
        B: HasLateral,
        S: Source,
        Q: LateralQuery<Env<B, A, K, F, NoGroup>, I, Source = S>,
    {
        self.joined_lateral::<S, _>(JoinKind::Cross, query.into_lateral(), |_| {})
    }
}
