use std::marker::PhantomData;
use std::sync::Arc;

use super::body::{Body, InnerQuery, SameRow};
use super::derived::FromItem;
use super::parts::{Relation, RelationPart};
use super::sources::Closed;
use super::{
    Alias, AliasTag, Aliased, Is, NamedColumns, SameAccess, Select, Selection, SetQuery, Source,
    TableRef,
};
use crate::driver::HasMaterialized;
use crate::expr::Env;
use crate::scope::{AccessLevel, Reaches};
use crate::sql::{CteDefinition, CteName, Op, Out, Pieces};
use crate::types::SqlType;

/// A query with a name: `WITH name AS (query)`. Made by [`Select::cte`] and its like.
///
/// It stands in FROM by reference, as often as needed, in the statement and in its subqueries; the
/// statement that uses it begins with its definition, once. Its columns are those of the projection
/// `S`. It was limited to the tenant when it was built, and demands the access it was built with.
#[must_use = "a common table expression is part of the statement that reads it: one that nothing reads does nothing, and writes nothing"]
pub struct Cte<B, A, K, S> {
    definition: Arc<CteDefinition>,
    types: PhantomData<fn() -> (B, A, K, S)>,
}

impl<B, A, K, S> Clone for Cte<B, A, K, S> {
    fn clone(&self) -> Self {
        Self::of(self.definition.clone())
    }
}

/// The rows that a recursive common table expression has found so far, as a source for the query
/// that finds more. It has no rows anywhere else.
pub struct Recursion<B, A, K, S> {
    name: CteName,
    types: PhantomData<fn() -> (B, A, K, S)>,
}

impl<B, A, K, S> Cte<B, A, K, S> {
    fn of(definition: Arc<CteDefinition>) -> Self {
        Self {
            definition,
            types: PhantomData,
        }
    }

    fn hinted(self, hint: &'static str) -> Self {
        let CteDefinition {
            name,
            body,
            recursive,
            ..
        } = &*self.definition;
        Self::of(Arc::new(CteDefinition {
            name: CteName::new(name.wanted()),
            body: body.clone(),
            recursive: *recursive,
            hint,
        }))
    }

    /// Has the rows calculated once and kept while the statement runs: `AS MATERIALIZED (..)`.
    ///
    /// Compiles for Postgres and SQLite.
    pub fn materialized(self) -> Self
    where
        B: HasMaterialized,
    {
        self.hinted(" MATERIALIZED")
    }

    /// Lets the database mix the query with the one that uses it: `AS NOT MATERIALIZED (..)`.
    ///
    /// Compiles for Postgres and SQLite.
    pub fn not_materialized(self) -> Self
    where
        B: HasMaterialized,
    {
        self.hinted(" NOT MATERIALIZED")
    }

    /// The same rows under another name, so that they can stand in FROM twice. The name is made by
    /// `orm::alias!(Other: Projection)`.
    pub fn alias<Tag: AliasTag>(&self, _: TableRef<Alias<S, Tag>>) -> Cte<B, A, K, Alias<S, Tag>>
    where
        S: Aliased,
    {
        Cte::of(self.definition.clone())
    }
}

impl<X, B, A, K, P, F, G> Select<X, B, A, K, P, F, G> {
    /// Puts a common table expression in front of the query that nothing in it has to read: one that
    /// writes is written all the same. It is limited to the tenant as anywhere.
    ///
    /// ```text
    /// let gone = orm::delete(Tag).filter(Tag.label.eq("old"))
    ///     .returning(GoneOf { label: Tag.label })
    ///     .cte();
    /// db.select(Policy.number).from(Policy).with(&gone).all().await?;
    /// // WITH "gone" AS (DELETE FROM "tags" WHERE "tags"."org_id" = $1 AND (..) RETURNING ..)
    /// // SELECT "policies"."number" FROM "policies" WHERE "policies"."org_id" = $2
    /// ```
    pub fn with<T: WithItem<B, A, K>>(mut self, cte: T) -> Self {
        self.parts.arena.with(cte.into_with().ctes);
        self
    }
}

/// What `.with(..)` takes: a common table expression.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no common table expression",
    label = "expected a query or a write by `.cte()`",
    note = "a table stands in FROM: `.from(..)`, `.inner_join(..)`"
)]
pub trait WithItem<B, A, K> {
    /// Its definition.
    #[doc(hidden)]
    fn into_with(self) -> RelationPart
    where
        Self: Sized;
}

impl<B, A, A2, K, K2, S> WithItem<B, A, K> for Cte<B, A2, K2, S>
where
    A: SameAccess<A2>,
    S: Source,
    K: Reaches<K2>,
{
    fn into_with(self) -> RelationPart {
        <Self as FromItem<B, A, K>>::into_relation(self)
    }
}

impl<B, A, A2, K, K2, S> WithItem<B, A, K> for &Cte<B, A2, K2, S>
where
    A: SameAccess<A2>,
    S: Source,
    K: Reaches<K2>,
{
    fn into_with(self) -> RelationPart {
        <Self as FromItem<B, A, K>>::into_relation(self)
    }
}

impl<B, A, A2, K, K2, S> FromItem<B, A, K> for Cte<B, A2, K2, S>
where
    A: SameAccess<A2>,
    S: Source,
    K: Reaches<K2>,
{
    type Source = S;
    type Keyspace = K2;

    fn into_relation(self) -> RelationPart {
        RelationPart {
            relation: Relation::Cte(self.definition.name.clone()),
            ctes: vec![self.definition],
        }
    }
}

impl<B, A, A2, K, K2, S> FromItem<B, A, K> for &Cte<B, A2, K2, S>
where
    A: SameAccess<A2>,
    S: Source,
    K: Reaches<K2>,
{
    type Source = S;
    type Keyspace = K2;

    fn into_relation(self) -> RelationPart {
        <Cte<B, A2, K2, S> as FromItem<B, A, K>>::into_relation(self.clone())
    }
}

impl<B, A, A2, K, K2, S> FromItem<B, A, K> for Recursion<B, A2, K2, S>
where
    A: SameAccess<A2>,
    S: Source,
    K: Reaches<K2>,
{
    type Source = S;
    type Keyspace = K2;

    fn into_relation(self) -> RelationPart {
        RelationPart {
            relation: Relation::Cte(self.name),
            ctes: Vec::new(),
        }
    }
}

pub(crate) fn named<B, A, K, S: Source>(body: Pieces) -> Cte<B, A, K, S> {
    Cte::of(Arc::new(CteDefinition {
        name: CteName::new(S::NAME),
        body,
        recursive: false,
        hint: "",
    }))
}

fn recursive<B, A, K, S: Source, O, J, Row>(
    base: Body<S>,
    between: &'static str,
    step: impl FnOnce(Recursion<B, A, K, S>) -> O,
) -> Cte<B, A, K, S>
where
    O: InnerQuery<B, A, K, J, Row = Row>,
    Row: SameRow<S>,
{
    let name = CteName::new(S::NAME);
    let step = step(Recursion {
        name: name.clone(),
        types: PhantomData,
    })
    .into_body();
    let mut base = widened(base);
    base.stored_like(&step);
    let mut body = base.pieces;
    body.text(between);
    body.append(step.pieces);
    Cte::of(Arc::new(CteDefinition {
        name,
        body,
        recursive: true,
        hint: "",
    }))
}

/// The first query of a recursive one decides on the types of its columns: texts and decimals are
/// given room for those that follow.
fn widened<S: Source>(base: Body<S>) -> Body<S> {
    let mut pieces = Pieces::default();
    for (at, column) in S::TABLE.columns.iter().enumerate() {
        pieces.text(if at == 0 { "SELECT " } else { ", " });
        let wide = match column.sql {
            SqlType::Text => Some((Op::WideTextOpen, Op::WideTextClose)),
            SqlType::Decimal => Some((Op::WideDecimalOpen, Op::WideDecimalClose)),
            _ => None,
        };
        if let Some((open, _)) = wide {
            pieces.op(open);
        }
        pieces.column(S::NAME, column);
        if let Some((_, close)) = wide {
            pieces.op(close);
            pieces.text(" AS ");
            pieces.identifier(column.name);
        }
    }
    pieces.text(" FROM (");
    pieces.append(base.pieces);
    pieces.text(") AS ");
    pieces.identifier(S::NAME);
    Body { pieces, ..base }
}

impl<X, B, A: AccessLevel, K, P, F, G> Select<X, B, A, K, P, F, G> {
    /// The query as a common table expression, `WITH name AS (query)`. Its select list is a
    /// struct with `#[derive(Projection)]`, whose columns the statement uses and whose name
    /// is the SQL name.
    ///
    /// ```
    /// # use orm::prelude::*;
    /// # #[derive(Keyspace)]
    /// # #[keyspace(name = "shop", tenancy = none, tables(Sale))]
    /// # struct Shop;
    /// # #[derive(Table, Clone, Debug)]
    /// # #[table(name = "sales", keyspace = Shop)]
    /// # struct Sale { #[column(primary_key)] id: i64, shop: String, amount: i64 }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), orm::Error> {
    /// # let db = Db::<Sqlite>::memory().await?;
    /// # db.create_tables::<Shop>().await?;
    /// # for (id, shop, amount) in [(1, "a", 10), (2, "a", 30), (3, "b", 5)] {
    /// #     db.insert(NewSale { id, shop: shop.into(), amount }).run().await?;
    /// # }
    /// #[derive(Projection, Clone, Debug)]
    /// struct Total { shop: String, total: Option<i64> }
    ///
    /// let totals = orm::select(TotalOf { shop: Sale.shop, total: sum(Sale.amount) })
    ///     .from(Sale).group_by(Sale.shop).cte();
    /// let highest = orm::select(max(Total.total)).from(&totals);
    /// let best: Vec<String> = db.select(Total.shop).from(&totals)
    ///     .filter(Total.total.in_query(highest))
    ///     .all().await?;
    /// // WITH "total" AS (SELECT "sales"."shop" AS "shop", SUM("sales"."amount") AS "total"
    /// // FROM "sales" GROUP BY "sales"."shop")
    /// // SELECT "total"."shop" FROM "total" WHERE "total"."total" IN (SELECT MAX(..) FROM "total")
    /// assert_eq!(best, ["a"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn cte<Q, EachTableOnce, Row>(self) -> Cte<B, A, K, Row>
    where
        Row: NamedColumns,
        P: Is<Q>,
        F: Closed,
        Q: Selection<Env<B, A, K, F, G>, EachTableOnce, Row = Row> + Send + Sync + 'static,
        (B, K, F, G, EachTableOnce): 'static,
    {
        named(self.body::<Q, EachTableOnce>().pieces)
    }

    /// `WITH RECURSIVE`: this query's rows, then those that `step` finds from the rows found
    /// last, until it finds none: `query UNION ALL step`. The closure gets these rows as a
    /// source; both queries fill the same projection.
    ///
    /// A step that comes back to rows it had runs forever: leave them out by
    /// [`recursive_distinct`](Self::recursive_distinct), or count the depth and end it.
    /// Databases want the source once in the step's FROM, not in a subquery, and not on
    /// the optional side of a join.
    ///
    /// ```
    /// # use orm::prelude::*;
    /// # #[derive(Keyspace)]
    /// # #[keyspace(name = "firm", tenancy = none, tables(Unit))]
    /// # struct Firm;
    /// # #[derive(Table, Clone, Debug)]
    /// # #[table(name = "units", keyspace = Firm)]
    /// # struct Unit { #[column(primary_key)] id: i64, parent: Option<i64>, name: String }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), orm::Error> {
    /// # let db = Db::<Sqlite>::memory().await?;
    /// # db.create_tables::<Firm>().await?;
    /// # db.insert(NewUnit { id: 1, name: "firm".into() }).run().await?;
    /// # db.insert(NewUnit { id: 2, name: "sales".into() }.parent(1)).run().await?;
    /// # db.insert(NewUnit { id: 3, name: "north".into() }.parent(2)).run().await?;
    /// #[derive(Projection, Clone, Debug)]
    /// struct Node { id: i64, depth: i64, path: String }
    ///
    /// let tree = orm::select(NodeOf { id: Unit.id, depth: value(0_i64), path: Unit.name })
    ///     .from(Unit)
    ///     .filter(Unit.parent.is_null())
    ///     .recursive(|node| {
    ///         orm::select(NodeOf {
    ///             id: Unit.id,
    ///             depth: Node.depth.add(1_i64),
    ///             path: Node.path.concat("/").concat(Unit.name),
    ///         })
    ///         .from(Unit)
    ///         .inner_join(node, Unit.parent.eq(Node.id))
    ///     });
    /// let paths: Vec<String> = db.select(Node.path).from(tree)
    ///     .order_by(Node.depth)
    ///     .all().await?;
    /// assert_eq!(paths, ["firm", "firm/sales", "firm/sales/north"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn recursive<Q, EachTableOnce, Row, O, J, StepRow>(
        self,
        step: impl FnOnce(Recursion<B, A, K, Row>) -> O,
    ) -> Cte<B, A, K, Row>
    where
        Row: NamedColumns,
        O: InnerQuery<B, A, K, J, Row = StepRow>,
        StepRow: SameRow<Row>,
        P: Is<Q>,
        F: Closed,
        Q: Selection<Env<B, A, K, F, G>, EachTableOnce, Row = Row> + Send + Sync + 'static,
        (B, K, F, G, EachTableOnce): 'static,
    {
        recursive(self.body::<Q, EachTableOnce>(), " UNION ALL ", step)
    }

    /// [`recursive`](Self::recursive) that takes each row once, so that it ends where rows
    /// lead back to each other: `query UNION step`.
    pub fn recursive_distinct<Q, EachTableOnce, Row, O, J, StepRow>(
        self,
        step: impl FnOnce(Recursion<B, A, K, Row>) -> O,
    ) -> Cte<B, A, K, Row>
    where
        Row: NamedColumns,
        O: InnerQuery<B, A, K, J, Row = StepRow>,
        StepRow: SameRow<Row>,
        P: Is<Q>,
        F: Closed,
        Q: Selection<Env<B, A, K, F, G>, EachTableOnce, Row = Row> + Send + Sync + 'static,
        (B, K, F, G, EachTableOnce): 'static,
    {
        recursive(self.body::<Q, EachTableOnce>(), " UNION ", step)
    }
}

impl<X, B, A, K, Row: NamedColumns> SetQuery<X, B, A, K, Row> {
    /// The query as a common table expression: as [`Select::cte`].
    pub fn cte(self) -> Cte<B, A, K, Row> {
        named(self.finish().pieces)
    }

    /// The query as the first one of a recursive one: as [`Select::recursive`].
    pub fn recursive<O, J, StepRow>(
        self,
        step: impl FnOnce(Recursion<B, A, K, Row>) -> O,
    ) -> Cte<B, A, K, Row>
    where
        O: InnerQuery<B, A, K, J, Row = StepRow>,
        StepRow: SameRow<Row>,
    {
        recursive(self.finish(), " UNION ALL ", step)
    }

    /// As [`Select::recursive_distinct`].
    pub fn recursive_distinct<O, J, StepRow>(
        self,
        step: impl FnOnce(Recursion<B, A, K, Row>) -> O,
    ) -> Cte<B, A, K, Row>
    where
        O: InnerQuery<B, A, K, J, Row = StepRow>,
        StepRow: SameRow<Row>,
    {
        recursive(self.finish(), " UNION ", step)
    }
}
