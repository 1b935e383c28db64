use std::marker::PhantomData;
use std::sync::OnceLock;

use orm_core::Error;
use orm_core::driver::Pool;
use orm_core::driver::pool::WirePool;

use crate::options::{Driver, Protocol};
use crate::server::{MySqlWire, Server, Target};
#[cfg(feature = "tcp")]
use crate::tcp;
use crate::{MySql, MySqlConnection, MySqlOptions};

/// Connections to one server: of this crate, or of an application's own `sqlx::MySqlPool`.
pub struct MySqlPool<B = MySql> {
    source: Source,
    backend: PhantomData<fn() -> B>,
}

#[derive(Clone)]
enum Source {
    Own(WirePool<MySqlWire>),
    #[cfg(feature = "tcp")]
    Lent {
        pool: sqlx::MySqlPool,
        id: usize,
        known: std::sync::Arc<OnceLock<crate::server::Known>>,
    },
}

impl<B> Clone for MySqlPool<B> {
    fn clone(&self) -> Self {
        Self {
            source: self.source.clone(),
            backend: PhantomData,
        }
    }
}

impl<B: Server> MySqlPool<B> {
    /// A pool that has opened nothing yet.
    pub fn new(options: MySqlOptions) -> Self {
        let settings = options.pool.clone();
        let target = Target {
            options,
            expected: B::EXPECTED,
            known: OnceLock::new(),
            #[cfg(feature = "planetscale")]
            client: OnceLock::new(),
        };
        Self {
            source: Source::Own(WirePool::new(target, settings)),
            backend: PhantomData,
        }
    }
}

/// The application's own pool, with its limits and its session settings. It should have been
/// opened with `timezone("+00:00")` and `charset("utf8mb4")`, which are sqlx's defaults.
#[cfg(feature = "tcp")]
impl<B> From<sqlx::MySqlPool> for MySqlPool<B> {
    fn from(pool: sqlx::MySqlPool) -> Self {
        use std::sync::atomic::{AtomicUsize, Ordering};

        // Apart from the numbers of core's own pools.
        static NEXT: AtomicUsize = AtomicUsize::new(usize::MAX / 2);
        Self {
            source: Source::Lent {
                pool,
                id: NEXT.fetch_add(1, Ordering::Relaxed),
                known: std::sync::Arc::default(),
            },
            backend: PhantomData,
        }
    }
}

impl<B: Server> Pool for MySqlPool<B> {
    type Connection = MySqlConnection;

    async fn acquire(&self) -> Result<MySqlConnection, Error> {
        match &self.source {
            Source::Own(pool) => {
                let options = &pool.options().options;
                let text = options.protocol == Protocol::Text || options.driver != Driver::Tcp;
                Ok(MySqlConnection::own(pool.acquire().await?, text))
            }
            #[cfg(feature = "tcp")]
            Source::Lent { pool, known, .. } => loop {
                let mut connection = Box::pin(pool.acquire())
                    .await
                    .map_err(|error| tcp::lent(error, pool.options().get_acquire_timeout()))?;
                if known.get().is_some() {
                    return Ok(MySqlConnection::lent(connection));
                }
                // Dropped half-way through the question, it must not go back.
                connection.close_on_drop();
                let found = Box::pin(tcp::ask(&mut connection))
                    .await
                    .map_err(crate::error::database)?;
                found.check(B::EXPECTED, "the server of this pool")?;
                let _ = known.set(found);
            },
        }
    }

    fn id(&self) -> usize {
        match &self.source {
            Source::Own(pool) => pool.id(),
            #[cfg(feature = "tcp")]
            Source::Lent { id, .. } => *id,
        }
    }

    fn size(&self) -> usize {
        match &self.source {
            Source::Own(pool) => pool.size(),
            #[cfg(feature = "tcp")]
            Source::Lent { pool, .. } => pool.options().get_max_connections() as usize,
        }
    }

    async fn close(&self) {
        match &self.source {
            Source::Own(pool) => pool.close().await,
            #[cfg(feature = "tcp")]
            Source::Lent { pool, .. } => pool.close().await,
        }
    }
}
