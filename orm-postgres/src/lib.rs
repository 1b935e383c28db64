//! PostgreSQL for `orm`, on [sqlx](https://docs.rs/sqlx). Version 15 or newer.
//!
//! ```no_run
//! use orm_core::Db;
//! use orm_postgres::{Postgres, PostgresOptions};
//!
//! # async fn example() -> Result<(), orm_core::Error> {
//! let db = Db::<Postgres>::connect("postgres://app:secret@localhost/app").await?;
//! # let db2: Db<Postgres> =
//! Db::connect_with(PostgresOptions::new("localhost").user("app").database("app")).await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Dropped futures
//!
//! A statement whose future is dropped may have taken effect if it writes; its connection is closed,
//! and the server stops the statement when it notices. A transaction that is dropped is rolled back
//! by the server, which sees its connection close. A statement dropped inside a transaction that
//! goes on is waited for by the next one.
//!
//! # Behind a pooler
//!
//! PgBouncer and the like give every transaction another server connection, so that prepared
//! statements and session settings don't last. The first connection of a pool finds out whether
//! there is one; then statements are not kept, and each runs in a transaction of its own.
//! [`PostgresOptions::pooler`] says it in advance.
//!
//! # How values are stored
//!
//! | Rust | PostgreSQL |
//! |---|---|
//! | `bool` | boolean |
//! | `i8`, `i16`, `u8` | smallint |
//! | `i32`, `u16` | integer |
//! | `i64`, `u32`, `u64` | bigint; `u64` up to `i64::MAX` |
//! | `f32`, `f64` | real, double precision |
//! | `String` | text, or varchar(n) |
//! | `Vec<u8>` | bytea |
//! | `Uuid` | uuid, or text where the column says so |
//! | `Decimal` | numeric(p, s), or text |
//! | `NaiveDate`, `NaiveTime` | date, time |
//! | `NaiveDateTime`, `DateTime<Utc>` | timestamp, timestamptz |
//! | `Json<T>` | jsonb |
//! | text enums | an enum type of their own; text for those with a catch-all variant |

mod backend;
mod bind;
mod connection;
mod ddl;
mod dialect;
mod error;
mod numeric;
mod options;
mod pool;
mod row;
mod transaction;
mod types;
mod wire;

#[cfg(test)]
mod tests;

pub use backend::Postgres;
pub use connection::PostgresConnection;
pub use dialect::DIALECT;
pub use options::{PostgresOptions, SslMode};
pub use pool::PostgresPool;
pub use transaction::PostgresMode;
