use std::marker::PhantomData;

use super::parts::{Clause, JoinKind, Parts, Relation};
use super::sources::Closed;
use super::{Is, Readable, Select, Selection, TableRef, assemble};
use crate::driver::{Backend, BuildError, Db, Error, HasMaterializedViews, Session};
use crate::expr::{Constant, Env, PerGroup, PerRow};
use crate::schema::TableDef;
use crate::scope::{AccessLevel, InKeyspace, OpensScopes, Reaches};
use crate::sql::{Family, Out, Pieces, Statement, define};

/// A view. Implemented by `#[derive(View)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a view",
    label = "expected a struct with `#[derive(View)]`"
)]
pub trait View: Readable {
    /// The access of the query that defines it: [`ViewOf`](crate::scope::ViewOf) its tenants' key,
    /// or [`GlobalView`](crate::scope::GlobalView).
    type Access: AccessLevel;
}

/// A view whose rows are stored until they are refreshed. Implemented by
/// `#[derive(View)] #[view(materialized, ..)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a materialized view, and has no rows to refresh",
    label = "is asked anew by each read",
    note = "a view whose rows are stored says so: `#[view(materialized, ..)]`"
)]
pub trait MaterializedView: View {}

/// No database in particular: a query for it is written with what all of them have.
pub struct Portable;

/// The database that the query of a view is written for: [`Portable`], or a backend.
pub trait ViewBackend {
    /// Whose dialect it is; `None` for all.
    #[doc(hidden)]
    const FAMILY: Option<Family>;
}

impl ViewBackend for Portable {
    const FAMILY: Option<Family> = None;
}

#[diagnostic::do_not_recommend]
impl<B: Backend> ViewBackend for B {
    const FAMILY: Option<Family> = Some(B::DIALECT.family);
}

/// The select list fills view `V`, its tenant column with that of a table. Implemented by
/// `#[derive(View)]`.
#[diagnostic::on_unimplemented(
    message = "this query does not carry the tenant column through to view `{V}`",
    label = "its tenant column must be a table's tenant column as it is",
    note = "fill the view's own struct from a table that every row of it has: `.. Of {{ org_id: Policy.org_id, .. }}`; a view without a tenant column is marked `#[view(global)]` and reads global tables only"
)]
pub trait FillsView<V> {}

/// The kind of expression may stand in the select list of a view.
#[diagnostic::on_unimplemented(
    message = "a window function in a view would look at the rows of all tenants",
    label = "is calculated over more rows than one tenant's",
    note = "leave it out, and calculate it in the query that reads the view"
)]
pub trait OneTenantKind {}
#[diagnostic::do_not_recommend]
impl OneTenantKind for Constant {}
#[diagnostic::do_not_recommend]
impl OneTenantKind for PerRow {}
#[diagnostic::do_not_recommend]
impl OneTenantKind for PerGroup {}

/// The query that defines view `V`. Made by [`Select::view`].
pub struct ViewQuery<V, B = Portable> {
    body: ViewBody,
    types: PhantomData<fn() -> (V, B)>,
}

/// The query of a view, ready to be written.
pub struct ViewBody {
    pub(crate) pieces: Pieces,
    pub(crate) family: Option<Family>,
}

/// The query of a view. Emitted by `derive(View)`.
#[doc(hidden)]
pub fn view_body<V: View, B>(query: ViewQuery<V, B>) -> ViewBody {
    query.body
}

impl<B: ViewBackend, A: AccessLevel, K, P, F, G> Select<(), B, A, K, P, F, G> {
    /// Makes the query the definition of a view, which `#[view(query = ..)]` names. Its select list
    /// is the struct of expressions that `derive(View)` made.
    ///
    /// All tenants' rows are in a view, so that its query binds no tenant. Each of its rows is made
    /// from rows of one tenant: the tenant column is selected as it is, and with it grouped by; each
    /// further tenants' table, in joins and in subqueries, is tied to the first one by its tenant
    /// column. The query of an application that reads the view gets its tenant's predicate as on a
    /// table.
    ///
    /// What would mix rows of tenants, or can't be seen through, is refused: window functions when the
    /// program is compiled; RIGHT and FULL joins, queries in FROM, common table expressions, limits,
    /// row locks and DISTINCT ON when the view is created, as [`BuildError::View`].
    ///
    /// ```
    /// # use orm::prelude::*;
    /// # use orm::query::ViewQuery;
    /// # #[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
    /// # pub struct OrgId(pub i64);
    /// #[derive(Keyspace)]
    /// #[keyspace(name = "shop", tables(Sale), views(Turnover))]
    /// struct Shop;
    ///
    /// # #[derive(Table, Clone, Debug)]
    /// # #[table(name = "sales", keyspace = Shop)]
    /// # struct Sale {
    /// #     #[column(primary_key, default = auto_increment)] id: i64,
    /// #     #[column(tenant)] org_id: OrgId,
    /// #     #[column(varchar = 40)] product: String,
    /// #     amount: i64,
    /// # }
    /// #[derive(View, Clone, Debug)]
    /// #[view(name = "turnovers", keyspace = Shop, query = turnovers)]
    /// struct Turnover {
    ///     #[column(tenant)]
    ///     org_id: OrgId,
    ///     #[column(primary_key)]
    ///     product: String,
    ///     amount: Option<i64>,
    /// }
    ///
    /// fn turnovers() -> ViewQuery<Turnover> {
    ///     orm::select(TurnoverOf {
    ///         org_id: Sale.org_id,
    ///         product: Sale.product,
    ///         amount: sum(Sale.amount),
    ///     })
    ///     .from(Sale)
    ///     .group_by((Sale.org_id, Sale.product))
    ///     .view()
    /// }
    /// # struct Claims(i64);
    /// # impl TenantClaims for Claims {
    /// #     type Key = OrgId;
    /// #     type Actor = i64;
    /// #     fn tenant(&self) -> Option<OrgId> { Some(OrgId(self.0)) }
    /// #     fn actor(&self) -> Option<i64> { None }
    /// # }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), orm::Error> {
    /// # let db = Db::<Sqlite>::memory().await?;
    /// db.create_tables::<Shop>().await?;
    /// // CREATE VIEW "turnovers" AS SELECT "sales"."org_id" AS "org_id",
    /// //   "sales"."product" AS "product", SUM("sales"."amount") AS "amount"
    /// // FROM "sales" GROUP BY "sales"."org_id", "sales"."product"
    /// # let db = db.tenant(&Claims(1))?;
    /// # for amount in [2, 3] {
    /// #     db.insert(NewSale { product: "tea".into(), amount }).run().await?;
    /// # }
    /// let rows = db.from(Turnover).all().await?;
    /// // SELECT .. FROM "turnovers" WHERE "turnovers"."org_id" = ?
    /// assert_eq!(rows[0].amount, Some(5));
    /// # Ok(())
    /// # }
    /// ```
    pub fn view<Q, V, Kind, EachTableOnce>(self) -> ViewQuery<V, B>
    where
        P: Is<Q>,
        F: Closed,
        Q: Selection<Env<B, A, K, F, G>, EachTableOnce, Row = V, Kind = Kind> + FillsView<V>,
        Kind: OneTenantKind,
        V: View<Access = A>,
        V::Keyspace: Reaches<K>,
    {
        let (list, mut parts) = (self.list.same(), self.parts);
        let owner = match limit(&mut parts, V::TABLE) {
            Ok(owner) => owner,
            Err(reason) => {
                let view = V::TABLE.name;
                parts.arena.fail(BuildError::View { view, reason });
                None
            }
        };
        parts.visible.owner = owner.map(|(name, _)| name);
        let mut pieces = Pieces::default();
        assemble::select(parts, A::MODE, |out| list.write_list(out), &mut pieces);
        if !pieces.ctes.is_empty() {
            pieces.fail(BuildError::View {
                view: V::TABLE.name,
                reason: "it has common table expressions, which no tenant column ties together",
            });
        }
        if let Some((name, table)) = owner
            && let Some(column) = table.tenant_column()
        {
            // A subquery's own source of that name would be tied to itself.
            if pieces.sources(name).0 != 1 {
                pieces.fail(BuildError::View {
                    view: V::TABLE.name,
                    reason: "two of its sources, one in a subquery, have the same name: give one of them another by `alias!`",
                });
            }
            pieces.tie(name, column);
        }
        ViewQuery {
            body: ViewBody {
                pieces,
                family: B::FAMILY,
            },
            types: PhantomData,
        }
    }
}

/// The source whose tenant is that of a row: its name and its table.
type Owner = (&'static str, &'static TableDef);

/// Refuses what a view can't be made from, and finds the source whose tenant is that of a row.
fn limit(parts: &mut Parts, view: &TableDef) -> Result<Option<Owner>, &'static str> {
    let has = |parts: &Parts, wanted: Clause| {
        let mut clauses = parts.clauses.iter();
        clauses.any(|(clause, _)| *clause == wanted)
    };
    if has(parts, Clause::OrderBy) {
        return Err("it has an order, which belongs to the query that reads the view");
    }
    if has(parts, Clause::DistinctOn) {
        return Err("it has DISTINCT ON, which would take rows of all tenants for equal");
    }
    if parts.limit.is_some() || parts.offset.is_some() {
        return Err("it has a limit, which would count the rows of all tenants");
    }
    if parts.lock.strength.is_some() {
        return Err("it locks rows");
    }
    parts.arena.comments = Default::default();
    let mut owner = None;
    for item in &parts.items {
        if matches!(item.kind, JoinKind::Right | JoinKind::Full) {
            return Err("it has a RIGHT or FULL join: turn it around to a LEFT join");
        }
        let Relation::Table(table) = item.relation else {
            return Err("it has a query in FROM: make that one a view of its own");
        };
        if owner.is_none() && table.tenant.is_some() {
            if item.kind == JoinKind::Left {
                return Err(
                    "its first table with a tenant column is left-joined, and rows without a partner would be nobody's: begin with that table",
                );
            }
            owner = Some((item.name, table));
        }
    }
    if view.tenant.is_some() && owner.is_none() {
        return Err("it reads no table with a tenant column");
    }
    Ok(owner)
}

/// The handle is limited to nothing, and may refresh a view for all.
#[diagnostic::on_unimplemented(
    message = "a handle with `{Self}` access refreshes no view: its rows are those of all tenants",
    label = "is limited",
    note = "call it on the handle that the application started with"
)]
pub trait RefreshesViews {}
#[diagnostic::do_not_recommend]
impl<A: OpensScopes> RefreshesViews for A {}

impl<B: Backend, A: AccessLevel, K> Db<B, A, K> {
    /// Stores the rows of a materialized view anew, those of all tenants. Postgres only.
    ///
    /// ```no_run
    /// # #[cfg(feature = "postgres")] {
    /// # use orm::prelude::*;
    /// # use orm::query::{MaterializedView, View};
    /// # async fn refresh<V>(db: Db<Postgres>, turnovers: orm::TableRef<V>) -> Result<(), orm::Error>
    /// # where V: MaterializedView<Keyspace = orm::AnyKeyspace>, V: orm::scope::InKeyspace<orm::AnyKeyspace> {
    /// db.refresh(turnovers).concurrently().run().await?;
    /// // REFRESH MATERIALIZED VIEW CONCURRENTLY "turnovers"
    /// # Ok(())
    /// # }
    /// # }
    /// ```
    pub fn refresh<V>(&self, _: TableRef<V>) -> Refresh<'_, B>
    where
        B: HasMaterializedViews,
        A: RefreshesViews,
        V: MaterializedView + InKeyspace<K>,
    {
        Refresh {
            session: self.session(),
            view: V::TABLE,
            concurrently: false,
        }
    }
}

/// `REFRESH MATERIALIZED VIEW`
#[must_use = "nothing is refreshed until `.run()` is awaited"]
pub struct Refresh<'h, B: Backend> {
    session: &'h Session<B>,
    view: &'static TableDef,
    concurrently: bool,
}

impl<B: Backend> Refresh<'_, B> {
    /// `CONCURRENTLY`: others read the view meanwhile. Postgres asks for a unique index of the view
    /// over columns only: `#[view(unique(..))]`.
    pub fn concurrently(mut self) -> Self {
        self.concurrently = true;
        self
    }

    /// Executes it.
    ///
    /// # Errors
    /// What the database refuses: no unique index for [`concurrently`](Self::concurrently).
    pub async fn run(self) -> Result<(), Error> {
        let sql = define::refresh_view(B::DIALECT, self.view.name, self.concurrently);
        self.session
            .define([Statement::define(sql)].into_iter())
            .await
    }
}
