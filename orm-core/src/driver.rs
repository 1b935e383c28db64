//! The traits that a backend implements, and what the application holds: handles, transactions,
//! errors.

mod backend;
mod connect;
mod db;
mod error;
mod nested;
mod session;
mod trace;
mod transaction;

pub use backend::{
    Backend, Connection, Decoder, ErasedDecoder, HasFullJoin, HasReturning, HasTransactions, Pool,
    Repeated, Running, SharedDecoder, TransactionMode, Transactional,
};
pub use connect::{Connect, InMemory};
pub use db::Db;
pub use error::{BuildError, ConnectError, Constraint, ConstraintKind, Error, RowError};
pub use session::{Session, Settings};
pub use transaction::{Tx, TxLink};
