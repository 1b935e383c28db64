//! Embedded SQLite for `orm`, on [rusqlite](https://docs.rs/rusqlite).
//!
//! ```
//! use orm_core::Db;
//! use orm_sqlite::{Sqlite, SqliteOptions};
//!
//! # futures::executor::block_on(async {
//! let memory = Db::<Sqlite>::memory().await?;
//! let file = std::env::temp_dir().join("orm-sqlite-first-example.db");
//! # let made = file.clone();
//! let db = Db::<Sqlite>::connect_with(SqliteOptions::file(file).create_if_missing(true)).await?;
//! # db.close().await;
//! # std::fs::remove_file(made).unwrap();
//! # Ok::<(), orm_core::Error>(())
//! # }).unwrap();
//! ```
//!
//! # Where statements run
//!
//! SQLite runs in the program's own process, so that waking another thread can cost more than the
//! statement itself. [`Execution::Adaptive`], the default, runs statements on the caller's thread,
//! and moves those to a thread of the pool that would hold up the caller's other tasks: reads that
//! take longer than [`SqliteOptions::inline_budget`], statements that wait for another
//! connection's lock, and statements that were slow the last time. [`Execution::Inline`] and
//! [`Execution::Thread`] always do the one or the other. Streams always run on a thread.
//!
//! A statement whose future is dropped is stopped if it only reads; if it writes, it may have
//! taken effect. A transaction that is dropped is rolled back.
//!
//! # How values are stored
//!
//! | Rust | SQLite |
//! |---|---|
//! | `bool`, integers | INTEGER; `u64` up to `i64::MAX` |
//! | `f32`, `f64` | REAL |
//! | `String`, `Json<T>` | TEXT |
//! | `Vec<u8>` | BLOB |
//! | `Uuid` | BLOB of 16 bytes, or TEXT where the column says so |
//! | `Decimal` | INTEGER, a whole number of its last digit, up to 18 digits; or TEXT |
//! | `NaiveDate` | TEXT `YYYY-MM-DD` |
//! | `NaiveTime` | TEXT `HH:MM:SS.ffffff` |
//! | `NaiveDateTime`, `DateTime<Utc>` | TEXT `YYYY-MM-DD HH:MM:SS.ffffff` |
//!
//! Texts of dates and times sort as what they stand for.

mod backend;
mod bind;
mod connection;
#[cfg(feature = "d1")]
mod d1;
mod ddl;
mod dialect;
mod error;
mod open;
mod options;
mod pool;
mod row;
mod run;
mod slow;
mod transaction;
mod watch;
mod work;
mod workers;

#[cfg(test)]
mod tests;

pub use backend::Sqlite;
pub use connection::SqliteConnection;
#[cfg(feature = "d1")]
pub use d1::{D1, D1Connection, D1Options, D1Pool};
#[cfg(feature = "d1")]
pub use dialect::D1_DIALECT;
pub use dialect::DIALECT;
pub use options::{Execution, JournalMode, SqliteOptions, Synchronous};
pub use pool::SqlitePool;
pub use transaction::SqliteMode;
