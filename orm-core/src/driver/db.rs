use std::marker::PhantomData;
use std::sync::Arc;

use super::session::Link;
use super::{Backend, Error, Pool, Session, Settings};
use crate::query::{Delete, FromItem, Insert, Insertable, Select, Source, Table, TableRef, Update};
use crate::query::{Inner, Join, Nil};
use crate::scope::{
    Access, AccessLevel, AnyKeyspace, CrossTenant, CrossTenantClaims, InKeyspace, Includes,
    InsertAccess, Keyspace, OpensScopes, Pins, ScopeInfo, Scoped, TenantKey, Unscoped,
    VerifiedClaims, WriteAccess,
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

    /// A handle limited to keyspace `K2`, on which tables of others don't compile.
    pub fn keyspace<K2: Keyspace>(&self) -> Db<B, A, K2>
    where
        K: Includes<K2>,
    {
        Db::of_session(self.session.clone())
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

    /// A handle limited to another tenant than the claims', if they may act in it.
    ///
    /// # Errors
    /// [`Error::Forbidden`] when `claims.may_act_in(&tenant)` says no.
    pub fn tenant_as<C, Key>(&self, claims: &C, tenant: Key) -> Result<Db<B, Scoped<Key>, K>, Error>
    where
        A: OpensScopes,
        C: VerifiedClaims<Verified = Key>,
    {
        if !claims.may_act_in(&tenant) {
            return Err(Error::Forbidden {
                actor: "the actor".to_owned(),
                place: "in this tenant",
            });
        }
        Ok(self.scoped(tenant_scope(claims, &tenant)?))
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
        TableRef<S>: FromItem<B, A, K, Source = S>,
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
        S: Table + Access<A> + InKeyspace<K>,
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
        N::Table: InsertAccess<A> + InKeyspace<K>,
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
        N::Table: InsertAccess<A> + InKeyspace<K>,
    {
        Insert::start(&self.session, rows)
    }

    /// `UPDATE` of a table; go on with `.set(..)` and `.filter(..)`.
    pub fn update<S>(&self, _: TableRef<S>) -> Update<&Session<B>, B, A, K::Pin<S::Keyspace>, S>
    where
        K: Pins,
        S: Table + WriteAccess<A> + InKeyspace<K>,
    {
        Update::start(&self.session)
    }

    /// `DELETE` from a table; go on with `.filter(..)`.
    pub fn delete<S>(&self, _: TableRef<S>) -> Delete<&Session<B>, B, A, K::Pin<S::Keyspace>, S>
    where
        K: Pins,
        S: Table + WriteAccess<A> + InKeyspace<K>,
    {
        Delete::start(&self.session)
    }
}

impl<B: Backend, K> Db<B, Unscoped, K> {
    /// Creates the tables of keyspace `K2`, for tests, examples and embedded databases. Tables
    /// that exist are left alone.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn create_tables<K2: Keyspace>(&self) -> Result<(), Error>
    where
        K: Includes<K2>,
    {
        let statements = (B::DIALECT.create_tables)(&K2::definition());
        self.session
            .define(statements.into_iter().map(Statement::define))
            .await
    }
}
