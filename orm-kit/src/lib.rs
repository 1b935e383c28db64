//! Migrations for `orm`: the schema in code is the source of truth, and this crate brings databases
//! to it.
//!
//! [`generate`](generate::generate) compares the schema in code with the last snapshot and writes
//! SQL, [`migrate`](migrate::migrate) applies what a database lacks, [`check`](check::check) looks at
//! a folder without a database. The files and the table of applied migrations are Drizzle's, so that
//! a service moves here, or back, without touching its history.
//!
//! An application gets the command line with three lines:
//!
//! ```no_run
//! # use orm::prelude::*;
//! # #[derive(Keyspace)]
//! # #[keyspace(name = "notes", tables(Note), tenancy = none)]
//! # struct Notes;
//! # #[derive(Table)]
//! # #[table(name = "notes", keyspace = Notes)]
//! # struct Note { #[column(primary_key)] id: i64 }
//! fn main() -> std::process::ExitCode {
//!     orm_kit::main::<(Notes,)>()
//! }
//! ```
//!
//! As a library, at the start of a service, with the files inside of the program ([`embed`] writes
//! the list):
//!
//! ```
//! # #[cfg(feature = "sqlite")]
//! # fn main() -> Result<(), orm_kit::Error> {
//! use orm::driver::{Connect, InMemory};
//! use orm_kit::folder::Migration;
//! use orm_kit::migrate::{MigrateOptions, migrate};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
//! let files = [
//!     // In an application: include_str!("../migrations/0000_start.sql")
//!     Migration::new("0000_start", 1_795_247_596_150, "CREATE TABLE notes (id INTEGER PRIMARY KEY)"),
//! ];
//! let pool = orm::Sqlite::open(orm::Sqlite::memory_options()).await?;
//! let applied = migrate::<orm::Sqlite>(&pool, &files, &MigrateOptions::default()).await?;
//! assert_eq!(applied, ["0000_start"]);
//! # Ok(()) })
//! # }
//! # #[cfg(not(feature = "sqlite"))]
//! # fn main() {}
//! ```
//!
//! `docs/migrations.md` tells what each command does, what a run that was killed leaves behind, and
//! how tables of SQLite are made anew.

pub mod adopt;
pub mod against;
pub mod atlas;
pub mod check;
#[cfg(any(
    feature = "sqlite",
    feature = "postgres",
    feature = "mysql",
    feature = "d1"
))]
mod cli;
pub mod config;
pub mod diff;
pub mod embed;
mod error;
pub mod folder;
mod folders;
pub mod generate;
pub mod introspect;
mod keyspaces;
pub mod lint;
pub mod migrate;
pub mod pull;
pub mod push;
pub mod snapshot;
pub mod split;
pub mod squash;
pub mod stores;
pub mod up;
pub mod verify;
mod wrangler;

#[cfg(any(
    feature = "sqlite",
    feature = "postgres",
    feature = "mysql",
    feature = "d1"
))]
pub use cli::{main, main_with, main_with_stores};
pub use error::Error;
pub use keyspaces::Keyspaces;
