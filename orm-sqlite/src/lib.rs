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
//! Feature `embedded`, on unless it is turned off, is SQLite in the program itself; feature `d1` is
//! Cloudflare's D1, which alone builds for wasm32.
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

#[cfg(not(any(feature = "embedded", feature = "d1")))]
compile_error!("turn on feature `embedded`, or `d1`");

#[cfg(feature = "embedded")]
mod backend;
#[cfg(feature = "embedded")]
mod bind;
#[cfg(feature = "embedded")]
mod connection;
#[cfg(feature = "d1")]
mod d1;
mod ddl;
mod dialect;
mod error;
#[cfg(feature = "embedded")]
mod open;
#[cfg(feature = "embedded")]
mod options;
#[cfg(feature = "embedded")]
mod pool;
mod row;
#[cfg(feature = "embedded")]
mod run;
#[cfg(feature = "embedded")]
mod slow;
#[cfg(feature = "embedded")]
mod transaction;
mod value;
#[cfg(feature = "embedded")]
mod watch;
#[cfg(feature = "embedded")]
mod work;
#[cfg(feature = "embedded")]
mod workers;

#[cfg(all(test, feature = "embedded"))]
mod tests;

#[cfg(feature = "embedded")]
pub use backend::Sqlite;
#[cfg(feature = "embedded")]
pub use connection::SqliteConnection;
#[cfg(feature = "d1")]
pub use d1::{D1, D1Connection, D1Options, D1Pool};
#[cfg(feature = "d1")]
pub use dialect::D1_DIALECT;
pub use dialect::DIALECT;
#[cfg(feature = "embedded")]
pub use options::{Execution, JournalMode, SqliteOptions, Synchronous};
#[cfg(feature = "embedded")]
pub use pool::SqlitePool;
#[cfg(feature = "embedded")]
pub use transaction::SqliteMode;
