//! Cloudflare D1 over its REST API: SQLite far away. Each call is one request, whose statements
//! take effect all together or not at all; there are no transactions beside that.

use std::sync::Arc;

use orm_core::Error;
use orm_core::driver::pool::{Pooled, Wire, WirePool};
use orm_core::driver::{
    Backend, Connect, HasAggregateFilter, HasAllFrames, HasFullJoin, HasIntersect, HasJsonOrder,
    HasMaterialized, HasOffsetDefault, HasOnConflict, HasReturning, HasStringWindow,
    HasUpdateReturning, Pool, Strategy,
};
use orm_core::http::{self, Transport};
use orm_core::sql::Dialect;

use crate::D1_DIALECT;

mod answer;
#[cfg(all(feature = "worker", target_arch = "wasm32"))]
mod binding;
mod chains;
mod connection;
mod literal;
mod options;
mod scan;
mod write;

pub use connection::D1Connection;
pub use options::D1Options;

/// Cloudflare D1. It has what SQLite has but transactions: what belongs together goes in one batch.
///
/// ```no_run
/// use orm_core::Db;
/// use orm_sqlite::D1;
///
/// # async fn connect() -> Result<(), orm_core::Error> {
/// let db = Db::<D1>::connect("d1://api-token@account-id/database-id").await?;
/// # Ok(())
/// # }
/// ```
pub struct D1;

impl Backend for D1 {
    type Pool = D1Pool;
    type Connection = D1Connection;
    const DIALECT: &'static Dialect = &D1_DIALECT;
    const ROW_BY_ROW: bool = false;
    /// Each statement is a request.
    const RELATIONS: Strategy = Strategy::Json;
}

impl Connect for D1 {
    type Options = D1Options;

    fn options(url: &str) -> Result<D1Options, Error> {
        Ok(url.parse::<D1Options>()?)
    }

    fn driver(_: &D1Options) -> &'static str {
        "http"
    }

    /// Opens the pool and asks the database for a number, so that a wrong token or name is
    /// reported here.
    async fn open(options: D1Options) -> Result<D1Pool, Error> {
        let pool = D1Pool::new(options)?;
        pool.acquire().await?.check().await?;
        Ok(pool)
    }
}

impl HasReturning for D1 {}
impl HasOnConflict for D1 {}
impl HasUpdateReturning for D1 {}
impl HasFullJoin for D1 {}
impl HasIntersect for D1 {}
impl HasMaterialized for D1 {}
impl HasAllFrames for D1 {}
impl HasOffsetDefault for D1 {}
impl HasAggregateFilter for D1 {}
impl HasStringWindow for D1 {}
impl HasJsonOrder for D1 {}

/// What reaches one database: a limit of requests at a time, and the connections behind them.
#[derive(Clone)]
pub struct D1Pool(WirePool<Line>);

impl D1Pool {
    /// A pool that has sent nothing yet.
    ///
    /// # Errors
    /// [`Error::Connect`] when the file of [`ssl_ca`](D1Options::ssl_ca) has no certificates that can
    /// be read, or the platform's TLS can't be set up.
    pub fn new(options: D1Options) -> Result<Self, Error> {
        let way = Way::Api(http::transport(options.ssl_ca.as_deref())?);
        Ok(Self::by(way, options))
    }

    /// The database behind a Worker's binding: `env.d1("DB")` of the crate `worker`, or the value
    /// of JavaScript itself. It needs no token, and a statement makes no request of the program's
    /// own.
    ///
    /// ```ignore
    /// let db: Db<D1> = Db::from_pool(D1Pool::of_binding(env.d1("DB")?));
    /// ```
    #[cfg(all(feature = "worker", target_arch = "wasm32"))]
    pub fn of_binding(database: impl Into<wasm_bindgen::JsValue>) -> Self {
        let way = Way::Binding(binding::Binding::new(database.into()));
        Self::by(way, D1Options::new("worker", "binding"))
    }

    fn by(way: Way, options: D1Options) -> Self {
        let pool = options.pool.clone();
        Self(WirePool::new(Arc::new(Client { way, options }), pool))
    }
}

impl Pool for D1Pool {
    type Connection = D1Connection;

    async fn acquire(&self) -> Result<D1Connection, Error> {
        self.0.acquire().await.map(D1Connection::new)
    }

    fn id(&self) -> usize {
        self.0.id()
    }

    fn size(&self) -> usize {
        self.0.size()
    }

    async fn close(&self) {
        self.0.close().await;
    }
}

struct Client {
    way: Way,
    options: D1Options,
}

/// What carries statements.
enum Way {
    Api(Arc<dyn Transport>),
    #[cfg(all(feature = "worker", target_arch = "wasm32"))]
    Binding(binding::Binding),
}

/// A request at a time.
struct Line(Arc<Client>);

impl Wire for Line {
    type Options = Arc<Client>;

    async fn open(client: &Arc<Client>) -> Result<Self, Error> {
        Ok(Self(client.clone()))
    }

    async fn close(self) {}
}

type Leased = Pooled<Line>;
