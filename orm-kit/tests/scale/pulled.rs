//! What `pull` wrote of the databases: written by these tests, with ORM_BLESS=1.
#![allow(dead_code, reason = "tables that are compared, and read by nobody")]

#[rustfmt::skip]
pub mod atlas_mysql;
#[rustfmt::skip]
pub mod atlas_postgres;
#[rustfmt::skip]
pub mod atlas_sqlite;
#[rustfmt::skip]
pub mod drizzle_mysql;
#[rustfmt::skip]
pub mod drizzle_postgres;
#[rustfmt::skip]
pub mod drizzle_sqlite;
#[rustfmt::skip]
pub mod hand_mysql;
#[rustfmt::skip]
pub mod hand_postgres;
#[rustfmt::skip]
pub mod hand_sqlite;
