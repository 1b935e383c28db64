use std::future::Future;

use tracing::{Instrument, Level, span};

use super::{Backend, Db, Error};
use crate::scope::Unscoped;

/// A backend that opens its own pool.
pub trait Connect: Backend {
    /// Where the database is, and how it is opened.
    type Options: Send;

    /// Reads a connection string.
    ///
    /// # Errors
    /// [`ConnectError::Url`](super::ConnectError::Url) when it has no form that the backend reads.
    fn options(url: &str) -> Result<Self::Options, Error>;

    /// What carries statements to the database: `embedded`, `tcp`, `http`. The span of a connect
    /// has it.
    fn driver(options: &Self::Options) -> &'static str;

    /// Opens a pool.
    fn open(options: Self::Options) -> impl Future<Output = Result<Self::Pool, Error>> + Send;
}

/// A backend that keeps a database in the program's memory.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no database in memory",
    label = "this backend's database is a server or a file",
    note = "connect to one: `Db::<{Self}>::connect(url)`"
)]
pub trait InMemory: Connect {
    /// The options of a new, empty database.
    fn memory_options() -> Self::Options;
}

impl<B: Connect, K> Db<B, Unscoped, K> {
    /// A handle over a new pool.
    ///
    /// # Errors
    /// [`Error::Connect`] when the connection string is malformed, or the database can't be
    /// reached or opened.
    pub async fn connect(url: &str) -> Result<Self, Error> {
        Self::connect_with(B::options(url)?).await
    }

    /// The same with options in place of a connection string.
    ///
    /// # Errors
    /// [`Error::Connect`] when the database can't be reached or opened.
    pub async fn connect_with(options: B::Options) -> Result<Self, Error> {
        let (backend, driver) = (B::DIALECT.name, B::driver(&options));
        let span = span!(target: "orm", Level::DEBUG, "connect", backend, driver);
        Ok(Self::from_pool(B::open(options).instrument(span).await?))
    }
}

impl<B: InMemory, K> Db<B, Unscoped, K> {
    /// A handle over a new, empty database in the program's memory, which is gone with its last
    /// handle.
    ///
    /// # Errors
    /// As [`connect_with`](Self::connect_with).
    pub async fn memory() -> Result<Self, Error> {
        Self::connect_with(B::memory_options()).await
    }
}
