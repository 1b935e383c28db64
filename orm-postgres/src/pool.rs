use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use orm_core::Error;
use orm_core::driver::Pool;
use orm_core::driver::pool::WirePool;
use sqlx::PgPool;

use crate::connection::Link;
use crate::error::database;
use crate::wire::PgWire;
use crate::{PostgresConnection, PostgresOptions};

/// Connections to one server: `orm`'s own, or those of the application's `sqlx::PgPool`.
#[derive(Clone)]
pub struct PostgresPool(Kind);

#[derive(Clone)]
enum Kind {
    Own(WirePool<PgWire>),
    Application(Arc<Application>),
}

struct Application {
    pool: PgPool,
    id: usize,
    pooled: bool,
}

impl PostgresPool {
    /// A pool that has opened nothing yet.
    pub fn new(options: PostgresOptions) -> Self {
        let (wire, settings) = options.into_parts();
        Self(Kind::Own(WirePool::new(wire, settings)))
    }

    /// The application's pool, whose connections lead to a pooler such as PgBouncer.
    pub fn behind_pooler(pool: PgPool) -> Self {
        Self::of(pool, true)
    }

    fn of(pool: PgPool, pooled: bool) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(1 << 34);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        Self(Kind::Application(Arc::new(Application {
            pool,
            id,
            pooled,
        })))
    }
}

impl From<PgPool> for PostgresPool {
    /// The application's pool. It stays the application's: its connections keep their settings, and
    /// its own statements run beside those of `orm`.
    fn from(pool: PgPool) -> Self {
        Self::of(pool, false)
    }
}

impl Pool for PostgresPool {
    type Connection = PostgresConnection;

    async fn acquire(&self) -> Result<PostgresConnection, Error> {
        let link = match &self.0 {
            Kind::Own(pool) => Link::Own(pool.acquire().await?),
            Kind::Application(application) => Link::Application {
                connection: Box::pin(application.acquire()).await?,
                pooled: application.pooled,
            },
        };
        Ok(PostgresConnection::new(link))
    }

    fn id(&self) -> usize {
        match &self.0 {
            Kind::Own(pool) => pool.id(),
            Kind::Application(application) => application.id,
        }
    }

    fn size(&self) -> usize {
        match &self.0 {
            Kind::Own(pool) => pool.size(),
            Kind::Application(application) => {
                usize::try_from(application.pool.options().get_max_connections())
                    .unwrap_or(usize::MAX)
            }
        }
    }

    async fn close(&self) {
        match &self.0 {
            Kind::Own(pool) => pool.close().await,
            Kind::Application(application) => application.pool.close().await,
        }
    }
}

impl Application {
    async fn acquire(&self) -> Result<sqlx::pool::PoolConnection<sqlx::Postgres>, Error> {
        self.pool.acquire().await.map_err(|error| match error {
            sqlx::Error::PoolTimedOut => {
                Error::PoolTimeout(self.pool.options().get_acquire_timeout())
            }
            error => {
                let options = self.pool.connect_options();
                match error {
                    sqlx::Error::PoolClosed => database(error),
                    error => crate::error::connect(
                        error,
                        &format!("{}:{}", options.get_host(), options.get_port()),
                        options.get_username(),
                    ),
                }
            }
        })
    }
}
