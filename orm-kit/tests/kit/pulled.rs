//! What `pull` wrote of databases: written by the tests of `pull`, with ORM_BLESS=1.
#![allow(dead_code, reason = "tables that are compared, and read by nobody")]

#[rustfmt::skip]
pub mod before_mysql;
#[rustfmt::skip]
pub mod before_postgres;
#[rustfmt::skip]
pub mod before_sqlite;
#[rustfmt::skip]
pub mod drizzle_mysql;
#[rustfmt::skip]
pub mod drizzle_postgres;
#[rustfmt::skip]
pub mod drizzle_sqlite;
#[rustfmt::skip]
pub mod example_mysql;
#[rustfmt::skip]
pub mod made_mysql;
#[rustfmt::skip]
pub mod made_postgres;
#[rustfmt::skip]
pub mod made_sqlite;

/// A type of an application's, which `--type` names.
pub mod made {
    use orm::prelude::*;

    #[derive(DbValue, Clone, Debug, PartialEq)]
    pub struct Title(pub String);
}
