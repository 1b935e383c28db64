//! MySQL, MariaDB and Vitess for `orm`, on [sqlx](https://docs.rs/sqlx)'s driver.
//!
//! ```no_run
//! use orm_core::Db;
//! use orm_mysql::{MySql, MySqlOptions};
//!
//! # async fn connect() -> Result<(), orm_core::Error> {
//! let db = Db::<MySql>::connect("mysql://shop:secret@db.example/shop").await?;
//! # Ok(())
//! # }
//! ```
//!
//! [`MySql`] is what all of these servers have in common, [`MySql8`] and [`MariaDb`] add what only
//! the one or the other has. Connecting one of the latter to the other's server is an error.
//!
//! # How values are stored
//!
//! | Rust | column |
//! |---|---|
//! | `bool` | TINYINT(1) |
//! | integers | TINYINT to BIGINT, UNSIGNED where the type is |
//! | `f32`, `f64` | DOUBLE; the text protocol gives six digits of a FLOAT |
//! | `String` | VARCHAR(n), or LONGTEXT; VARCHAR(255) in a key |
//! | `Vec<u8>` | LONGBLOB; VARBINARY(255) in a key |
//! | `Uuid` | BINARY(16), or CHAR(36) where the column says so |
//! | `Decimal` | DECIMAL(p, s), or VARCHAR |
//! | `NaiveDate`, `NaiveTime` | DATE, TIME(6) |
//! | `NaiveDateTime`, `DateTime<Utc>` | DATETIME(6), in UTC |
//! | `Json<T>` | JSON |
//! | enums | ENUM, VARCHAR(64) with a catch-all variant, or an integer |
//!
//! What the servers lack is made up for where rows depend on it: a unique index over some of the
//! rows, or over an expression, gets a generated column. Indexes that only serve speed are left out
//! or cover more. A foreign key that would clear the tenant column refuses the write instead.
//!
//! Texts are equal when their bytes are, as on other databases: tables that this crate creates have
//! a binary collation without padding, and so have sessions. The server's `sql_mode` is left as it
//! is; without `STRICT_TRANS_TABLES` the server cuts values that don't fit.
//!
//! Feature `tcp`, on unless it is turned off, is MySQL's own protocol; feature `planetscale` is
//! PlanetScale's over HTTP, which alone builds for wasm32.
//!
//! # Connections
//!
//! A statement whose future is dropped may have taken effect if it writes; its connection is
//! closed. Inside a transaction that ends the transaction: what follows is
//! [`TransactionEnded`](orm_core::Error::TransactionEnded), as after a deadlock, for which the
//! server rolls back the whole transaction. Data definition commits, and so is refused inside one.

#[cfg(not(any(feature = "tcp", feature = "planetscale")))]
compile_error!("turn on feature `tcp`, or `planetscale`");

mod backend;
mod connection;
mod ddl;
mod dialect;
mod error;
mod interpolate;
mod options;
#[cfg(feature = "planetscale")]
mod planetscale;
mod pool;
mod row;
mod server;
#[cfg(feature = "tcp")]
mod tcp;
mod transaction;

#[cfg(test)]
mod tests;

pub use backend::{MariaDb, MySql, MySql8};
pub use connection::MySqlConnection;
pub use dialect::{MARIADB_DIALECT, MYSQL_DIALECT, MYSQL8_DIALECT};
pub use options::{Driver, MySqlOptions, Protocol, SslMode};
pub use pool::MySqlPool;
pub use transaction::MySqlMode;
