//! The traits that a backend implements, and what the application holds: handles, transactions,
//! errors.

mod backend;
mod clock;
mod connect;
mod db;
mod error;
mod features;
mod hyperdrive;
mod known;
mod nested;
#[cfg(feature = "pool")]
pub mod pool;
mod replica;
mod scheme;
mod session;
mod trace;
mod transaction;

pub(crate) use backend::Borrowed;
pub use backend::{
    Backend, Connection, Decoder, ErasedDecoder, HasArrays, HasDistinctOn, HasFullJoin,
    HasIntervals, HasLateral, HasLockOf, HasOnConflict, HasOnDuplicateKey, HasReturning,
    HasRowLocks, HasTransactions, HasUpdateReturning, HasWriteLimit, Isolation, Pool, Repeated,
    Running, SharedDecoder, Strategy, Transactional,
};
pub use connect::{Connect, InMemory};
pub use db::Db;
pub use error::{BuildError, ConnectError, Constraint, ConstraintKind, Error, RowError};
pub use features::{
    HasAggregateFilter, HasAllFrames, HasGrouping, HasGroupingSets, HasIndexHints, HasIntersect,
    HasIntersectAll, HasJsonContains, HasJsonOrder, HasMaterialized, HasOffsetDefault, HasRegex,
    HasRollup, HasStatistics, HasStringWindow, HasWriteLeftJoin, HasWritingCtes,
};
pub use hyperdrive::Hyperdrive;
pub use replica::Replica;
pub use scheme::Scheme;
pub use session::{Session, Settings};
pub use transaction::{Mode, Tx, TxLink};
