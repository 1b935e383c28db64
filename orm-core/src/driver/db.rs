use std::marker::PhantomData;
use std::sync::Arc;

use super::session::Link;
use super::{Backend, Error, Pool, Session, Settings};
use crate::expr::Env;
use crate::query::{
    Batch, Changes, Delete, FromItem, Inner, Insert, InsertFrom, InsertQuery, Insertable, Join,
    Nil, NoGroup, Select, Source, Table, TableRef, Update, UpdateEach,
};
use crate::scope::{
    Access, AccessLevel, AnyKeyspace, CrossTenant, CrossTenantClaims, InKeyspace, Includes,
    InsertAccess, Keyspace, OpensScopes, Pins, ScopeInfo, Scoped, TenantKey, Unscoped,
    VerifiedClaims, WriteAccess, WrittenIn,
};
use crate::sql::Statement;
use crate::types::{Hint, Scalar};

/// A handle: backend `B`, access level `A`, keyspace `K`. Cheap to clone; lives in an
/// application's state.
///
/// A new handle is [`Unscoped`] and reaches global tables. [`tenant`](Self::tenant) gives one that
/// is limited to a tenant.
pub struct Db<B: Backend, A = Unscoped, K = AnyKeyspace> {
    pub(super) session: Session<B>,
    types: PhantomData<fn() -> (A, K)>,
}

impl<B: Backend, A, K> Clone for Db<B, A, K> {
    fn clone(&self) -> Self {
        Self::of_session(self.session.clone())
    }
}

impl<B: Backend, A, K> std::fmt::Debug for Db<B, A, K> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Db")
            .field("backend", &B::DIALECT.name)
            .finish_non_exhaustive()
    }
}

impl<B: Backend, K> Db<B, Unscoped, K> {
    /// A handle over a backend's pool, or over one that the backend takes: the application's own.
    pub fn from_pool(pool: impl Into<B::Pool>) -> Self {
        Self::of_session(Session::of_pool(pool.into()))
    }
}

impl<B: Backend, A, K> Db<B, A, K> {
    pub(super) fn of_session(session: Session<B>) -> Self {
        Self {
            session,
            types: PhantomData,
        }
    }

    #[doc(hidden)]
    pub fn session(&self) -> &Session<B> {
        &self.session
    }

    /// The same handle with other settings.
    pub fn with_settings(mut self, settings: Settings) -> Self {
        self.session.settings = Arc::new(settings);
        self
    }

    /// The same handle, whose statements all say where they come from: `/*key='value'*/` behind
    /// them, beside what a statement says itself by [`comment`](Select::comment). All but letters,
    /// digits and `-_.~` is percent-encoded.
    pub fn with_comment(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        let mut settings = (*self.session.settings).clone();
        settings.comments.add(key, value);
        self.session.settings = Arc::new(settings);
        self
    }

    /// A handle limited to keyspace `K2`, on which tables of others don't compile.
    pub fn keyspace<K2: Keyspace>(&self) -> Db<B, A, K2>
    where
        K: Includes<K2>,
    {
        Db::of_session(self.session.clone())
    }

    /// Asks the database for an answer, as a health check does: `SELECT 1` on a connection of the
    /// pool, or on the transaction's. No other statement does so before or after its own work.
    ///
    /// ```
    /// # use orm_core::driver::{Backend, Error};
    /// # use orm_core::Db;
    /// async fn ready<B: Backend>(db: &Db<B>) -> Result<(), Error> {
    ///     db.ping().await
    /// }
    /// ```
    ///
    /// # Errors
    /// Why there is none: [`Error::Connect`], [`Error::PoolTimeout`], [`Error::ConnectionLost`] and
    /// the like.
    pub async fn ping(&self) -> Result<(), Error> {
        self.session
            .fetch_value::<i64>(Statement::define("SELECT 1"))
            .await
            .map(drop)
    }

    /// Closes the pool: waits for no one, refuses what comes later.
    pub async fn close(&self) {
        if let Link::Pool(pool) = &self.session.link {
            pool.close().await;
        }
    }

    fn scoped<A2>(&self, scope: ScopeInfo) -> Db<B, A2, K> {
        let mut session = self.session.clone();
        session.scope = Arc::new(scope);
        Db::of_session(session)
    }
}

fn tenant_scope<C: VerifiedClaims>(claims: &C, key: &C::Key) -> Result<ScopeInfo, Error> {
    if key.is_nil() {
        return Err(Error::NoTenantInClaims);
    }
    let encode_error = |error| Error::from(super::BuildError::Encode(error));
    Ok(ScopeInfo {
        tenant: Some(key.encode(Hint::NONE).map_err(encode_error)?),
        actor: claims
            .actor()
            .map(|actor| actor.encode(Hint::NONE))
            .transpose()
            .map_err(encode_error)?,
        valid_until: claims.valid_until(),
        ..ScopeInfo::default()
    })
}

/// Whether the tenant is the claims' own.
fn names<C: VerifiedClaims>(claims: &C, key: &C::Key) -> bool {
    claims.tenant().as_ref() == Some(key)
}

impl<B: Backend, A, K> Db<B, A, K> {
    /// A handle limited to the tenant that the claims name: every statement on it gets
    /// `tenant = ?`, and every row that it inserts belongs to that tenant.
    ///
    /// # Errors
    /// [`Error::NoTenantInClaims`] when the claims name no tenant, or a nil one.
    pub fn tenant<C, Key>(&self, claims: &C) -> Result<Db<B, Scoped<Key>, K>, Error>
    where
        A: OpensScopes,
        C: VerifiedClaims<Verified = Key>,
    {
        let key = claims.tenant().ok_or(Error::NoTenantInClaims)?;
        Ok(self.scoped(tenant_scope(claims, &key)?))
    }

    /// A handle limited to another tenant than the claims', if they may act in it. Each of its
    /// statements is audited as those of [`cross_tenant`](Self::cross_tenant) are, with the actor's
    /// key as the actor; a handle of the claims' own tenant is not.
    ///
    /// # Errors
    /// [`Error::Forbidden`] when `claims.may_act_in(&tenant)` says no.
    pub fn tenant_as<C, Key>(&self, claims: &C, tenant: Key) -> Result<Db<B, Scoped<Key>, K>, Error>
    where
        A: OpensScopes,
        C: VerifiedClaims<Verified = Key>,
    {
        let mut scope = tenant_scope(claims, &tenant)?;
        let actor = scope.actor.as_ref().map_or_else(
            || "the actor".to_owned(),
            |actor| actor.plain().unwrap_or_else(|| actor.kind().to_owned()),
        );
        if !claims.may_act_in(&tenant) {
            return Err(Error::Forbidden {
                actor,
                place: "in this tenant",
            });
        }
        if !names(claims, &tenant) {
            scope.actor_name = Some(actor);
            scope.reason = Some("acts in another tenant".to_owned());
        }
        Ok(self.scoped(scope))
    }

    /// A handle that reaches the rows of all tenants. Each of its statements emits a tracing event
    /// (target `orm::cross_tenant`) with actor and reason.
    ///
    /// # Errors
    /// [`Error::Forbidden`] when `claims.may_cross_tenants()` says no.
    pub fn cross_tenant<C: CrossTenantClaims>(
        &self,
        claims: &C,
        reason: &str,
    ) -> Result<Db<B, CrossTenant, K>, Error>
    where
        A: OpensScopes,
    {
        if !claims.may_cross_tenants() {
            return Err(Error::Forbidden {
                actor: claims.actor_name(),
                place: "across tenants",
            });
        }
        Ok(self.scoped(ScopeInfo {
            tenant: None,
            actor: claims.actor(),
            actor_name: Some(claims.actor_name()),
            reason: Some(reason.to_owned()),
            valid_until: claims.valid_until(),
        }))
    }
}

impl<B: Backend, K> Db<B, CrossTenant, K> {
    /// A handle limited to one tenant, on behalf of this one's actor. Its statements are audited
    /// like this handle's.
    ///
    /// # Errors
    /// [`Error::NoTenantInClaims`] for a nil key.
    pub fn acting_in<Key: TenantKey>(&self, tenant: Key) -> Result<Db<B, Scoped<Key>, K>, Error> {
        if tenant.is_nil() {
            return Err(Error::NoTenantInClaims);
        }
        let tenant = tenant
            .encode(Hint::NONE)
            .map_err(super::BuildError::Encode)?;
        Ok(self.scoped(ScopeInfo {
            tenant: Some(tenant),
            ..(*self.session.scope).clone()
        }))
    }

    /// Runs the closure once per tenant, each time with a handle limited to it, one after the
    /// other. `key` is the tenant column of the tenants' own table, whose rows name the tenants.
    ///
    /// # Errors
    /// The first error of the closure; later tenants are not visited then.
    pub async fn each_tenant<S, Key, const N: usize, F>(
        &self,
        key: crate::expr::Column<S, Key, N, crate::expr::Tenant>,
        mut work: F,
    ) -> Result<(), Error>
    where
        S: Table,
        S: Access<CrossTenant> + InKeyspace<K>,
        Key: TenantKey + crate::types::Value<Base = Key, Null = crate::types::NotNull>,
        K: Pins<Pin<S::Keyspace>: 'static>,
        F: AsyncFnMut(Db<B, Scoped<Key>, K>) -> Result<(), Error>,
    {
        let tenants = self
            .select(key)
            .from(TableRef::<S>::new())
            .distinct()
            .order_by(key)
            .all()
            .await?;
        for tenant in tenants {
            work(self.acting_in(tenant)?).await?;
        }
        Ok(())
    }
}

impl<B: Backend, A: AccessLevel, K> Db<B, A, K> {
    /// `SELECT list`; go on with `.from(..)`.
    pub fn select<P>(&self, list: P) -> Select<&Session<B>, B, A, K, P, Nil> {
        Select::start(&self.session, list)
    }

    /// `SELECT` of whole rows of a table.
    pub fn from<S>(
        &self,
        table: TableRef<S>,
    ) -> Select<&Session<B>, B, A, K::Pin<S::Keyspace>, TableRef<S>, Join<S, Inner, Nil>>
    where
        K: Pins,
        S: Source + Access<A> + InKeyspace<K>,
        TableRef<S>: FromItem<B, A, K, Source = S, Keyspace = S::Keyspace>,
    {
        Select::start(&self.session, table).from(table)
    }

    /// Rows of a table with the rows that they are related to; go on with `.with(..)`.
    pub fn find<S>(
        &self,
        _: TableRef<S>,
    ) -> crate::query::Find<&Session<B>, B, A, K::Pin<S::Keyspace>, S>
    where
        K: Pins,
        S: crate::query::Readable + Access<A> + InKeyspace<K>,
    {
        crate::query::Find::start(&self.session)
    }

    /// `INSERT` of one row.
    pub fn insert<N>(
        &self,
        row: N,
    ) -> Insert<&Session<B>, B, A, K::Pin<<N::Table as Source>::Keyspace>, N::Table>
    where
        K: Pins,
        N: Insertable,
        N::Table: InsertAccess<A> + WrittenIn<K>,
    {
        Insert::start(&self.session, std::iter::once(row))
    }

    /// `INSERT` of many rows, in one transaction, in as many statements as the backend's limit of
    /// bind values asks for.
    pub fn insert_many<N>(
        &self,
        rows: impl IntoIterator<Item = N>,
    ) -> Insert<&Session<B>, B, A, K::Pin<<N::Table as Source>::Keyspace>, N::Table>
    where
        K: Pins,
        N: Insertable,
        N::Table: InsertAccess<A> + WrittenIn<K>,
    {
        Insert::start(&self.session, rows)
    }

    /// `INSERT .. SELECT`: a query by `orm::select(..)` whose select list says which column each
    /// expression fills. Tenant and stamps come from this handle, in front of what is selected;
    /// each source of the query is limited to its tenant. A column that our code would make
    /// (`default = uuid_v7`) must be given, since the database makes the rows:
    /// [`random_uuid`](crate::expr::random_uuid) makes a key.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/stock.rs"));
    /// use orm::{random_uuid, select};
    ///
    /// # fn main() -> Result<(), orm::Error> { run(async |db| {
    /// db.insert_many([delivery("bolt", 7), delivery("bolt", 3)]).run().await?;
    /// let delivered = select((
    ///     Stock.id.to(random_uuid()),
    ///     Stock.item.to(Delivery.item),
    ///     Stock.pieces.to(coalesce(sum(Delivery.pieces), 0)),
    /// ))
    /// .from(Delivery)
    /// .group_by(Delivery.item);
    /// assert_eq!(db.insert_from(Stock, delivered).run().await?, 1);
    /// assert_eq!(db.select(Stock.pieces).from(Stock).all().await?, [10]);
    /// // INSERT INTO "stock" ("org_id", "id", "item", "pieces") SELECT ?, .., SUM(..)
    /// // FROM "deliveries" WHERE "deliveries"."org_id" = ? GROUP BY "deliveries"."item"
    /// # Ok(()) }) }
    /// ```
    pub fn insert_from<S, Q, EachTableOnce>(
        &self,
        _: TableRef<S>,
        query: Q,
    ) -> InsertFrom<&Session<B>, B, A, K::Pin<S::Keyspace>, S>
    where
        K: Pins,
        S: Table + InsertAccess<A> + WrittenIn<K>,
        Q: InsertQuery<B, A, K::Pin<S::Keyspace>, S, EachTableOnce>,
    {
        InsertFrom::start(&self.session, query)
    }

    /// `UPDATE` of a table; go on with `.set(..)` and `.filter(..)`.
    pub fn update<S>(&self, _: TableRef<S>) -> Update<&Session<B>, B, A, K::Pin<S::Keyspace>, S>
    where
        K: Pins,
        S: Table + WriteAccess<A> + WrittenIn<K>,
    {
        Update::start(&self.session)
    }

    /// `UPDATE` of many rows by their keys, each with values of its own: pairs of key and changes
    /// struct, or assignments. All in one transaction; of two pairs with one key the last one wins.
    ///
    /// Rows that set the same columns and follow each other share a statement: `UPDATE t SET c =
    /// CASE WHEN id = ? THEN ? .. ELSE t.c END WHERE .. AND (id = ? OR ..)`, of 500 rows at most, on
    /// Postgres and MySQL; one prepared statement run row by row on SQLite.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/stock.rs"));
    /// # fn main() -> Result<(), orm::Error> { run(async |db| {
    /// let bolt = db.insert(stock("bolt", 10)).returning(Stock.id).one().await?;
    /// let nut = db.insert(stock("nut", 5)).returning(Stock.id).one().await?;
    /// let counted = [(bolt, 9), (nut, 6)];
    /// let rows = counted.map(|(id, pieces)| (id, Stock.pieces.to(pieces)));
    /// assert_eq!(db.update_each(Stock, rows).run().await?, 2);
    /// let pieces = db.select(Stock.pieces).from(Stock).order_by(Stock.item);
    /// assert_eq!(pieces.all().await?, [9, 6]);
    /// # Ok(()) }) }
    /// ```
    pub fn update_each<S, C, EachTableOnce>(
        &self,
        _: TableRef<S>,
        rows: impl IntoIterator<Item = (S::Key, C)>,
    ) -> UpdateEach<&Session<B>, B, A, K::Pin<S::Keyspace>, S>
    where
        K: Pins,
        S: Table + WriteAccess<A> + WrittenIn<K>,
        C: Changes<Env<B, A, K::Pin<S::Keyspace>, Join<S, Inner, Nil>, NoGroup>, S, EachTableOnce>,
    {
        UpdateEach::start(&self.session, rows)
    }

    /// Executes several statements, all or none; gives a tuple of their results: the rows of each
    /// [`Query`](crate::Query), the number of rows of each [`Command`](crate::Command). Later ones
    /// see what earlier ones have written.
    ///
    /// One call of the driver: one after the other in a transaction over TCP and on embedded
    /// SQLite.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/stock.rs"));
    /// use orm::{insert, select};
    ///
    /// # fn main() -> Result<(), orm::Error> { run(async |db| {
    /// let (new, items) = db
    ///     .batch((
    ///         insert([stock("bolt", 10), stock("nut", 5)]).command(),
    ///         select(Stock.item).from(Stock).order_by(Stock.item).query(),
    ///     ))
    ///     .await?;
    /// assert_eq!((new, items), (2, vec!["bolt".to_owned(), "nut".to_owned()]));
    /// # Ok(()) }) }
    /// ```
    ///
    /// # Errors
    /// The first error of any of them, after which none has taken effect.
    pub async fn batch<T: Batch<B, A, K>>(&self, statements: T) -> Result<T::Output, Error> {
        statements.execute(&self.session).await
    }

    /// `DELETE` from a table; go on with `.filter(..)`.
    pub fn delete<S>(&self, _: TableRef<S>) -> Delete<&Session<B>, B, A, K::Pin<S::Keyspace>, S>
    where
        K: Pins,
        S: Table + WriteAccess<A> + WrittenIn<K>,
    {
        Delete::start(&self.session)
    }
}

impl<B: Backend, K> Db<B, Unscoped, K> {
    /// Creates the tables of keyspace `K2`, for tests, examples and embedded databases: its own, the
    /// copies that it holds of reference tables, and those of the keyspaces that it includes. Tables
    /// that exist are left alone.
    ///
    /// # Errors
    /// [`BuildError::ColumnTypeMissing`](super::BuildError::ColumnTypeMissing) for a column of a
    /// type that the backend doesn't have, such as an array on SQLite; what the database refuses.
    pub async fn create_tables<K2: Keyspace>(&self) -> Result<(), Error>
    where
        K: Includes<K2>,
    {
        let mut statements = Vec::new();
        for included in K2::DEFINITION.includes {
            statements.extend(B::DIALECT.create(included)?);
        }
        statements.extend(B::DIALECT.create(&K2::DEFINITION)?);
        self.session
            .define(statements.into_iter().map(Statement::define))
            .await
    }
}
