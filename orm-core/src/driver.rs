//! The traits that a backend implements, and what the application holds: handles, transactions,
//! errors.

mod backend;
mod clock;
mod connect;
mod db;
mod error;
mod nested;
#[cfg(feature = "pool")]
pub mod pool;
mod replica;
mod session;
mod trace;
mod transaction;

pub use backend::{
    Backend, Connection, Decoder, ErasedDecoder, HasDistinctOn, HasFullJoin, HasLateral, HasLockOf,
    HasReturning, HasRowLocks, HasTransactions, Isolation, Pool, Repeated, Running, SharedDecoder,
    Transactional,
};
pub use connect::{Connect, InMemory};
pub use db::Db;
pub use error::{BuildError, ConnectError, Constraint, ConstraintKind, Error, RowError};
pub use replica::Replica;
pub use session::{Session, Settings};
pub use transaction::{Mode, Tx, TxLink};
