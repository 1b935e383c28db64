//! The table of applied migrations, which is Drizzle's.

use orm_core::sql::{Dialect, Family, define};

use super::session::Cell;
use crate::folder::Migration;

/// The table's name, unless the options say otherwise. On Postgres it lives in schema `drizzle`.
pub(super) const TABLE: &str = "__drizzle_migrations";

/// A migration that the database recorded as applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// SHA-256 of its text.
    pub hash: String,
    /// When it was written, in milliseconds since 1970.
    pub when: i64,
    /// Its name, where the table has one.
    pub name: Option<String>,
}

impl Applied {
    pub(super) fn of(row: &[Cell]) -> Self {
        Self {
            hash: row[0].text().unwrap_or_default(),
            when: row[1].number(),
            name: row[2].text(),
        }
    }
}

/// The name of a bookkeeping table in statements.
pub(super) fn qualified(dialect: &Dialect, table: &str) -> String {
    let table = define::quoted(dialect, table);
    match dialect.family {
        Family::Postgres => format!("\"drizzle\".{table}"),
        Family::MySql | Family::Sqlite => table,
    }
}

pub(super) fn create(family: Family, table: &str) -> Vec<String> {
    let create = match family {
        Family::Postgres => format!(
            "CREATE TABLE IF NOT EXISTS {table} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint)"
        ),
        Family::MySql => format!(
            "CREATE TABLE IF NOT EXISTS {table} (id serial primary key, hash text not null, created_at bigint)"
        ),
        Family::Sqlite => format!(
            "CREATE TABLE IF NOT EXISTS {table} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)"
        ),
    };
    let schema =
        (family == Family::Postgres).then(|| "CREATE SCHEMA IF NOT EXISTS \"drizzle\"".to_owned());
    schema.into_iter().chain([create]).collect()
}

pub(super) fn select(family: Family, table: &str, named: bool) -> String {
    let when = match family {
        Family::Postgres => "created_at",
        Family::MySql => "CAST(created_at AS SIGNED)",
        Family::Sqlite => "CAST(created_at AS INTEGER)",
    };
    let name = if named { "name" } else { "NULL" };
    let null = if named || family != Family::Postgres {
        ""
    } else {
        "::text"
    };
    format!("SELECT hash, {when}, {name}{null} FROM {table} ORDER BY 2")
}

pub(super) fn insert(dialect: &Dialect, table: &str, migration: &Migration, named: bool) -> String {
    let (hash, when) = ((dialect.literal)(&migration.hash), migration.when);
    if named {
        let name = (dialect.literal)(&migration.tag);
        format!("INSERT INTO {table} (hash, created_at, name) VALUES ({hash}, {when}, {name})")
    } else {
        format!("INSERT INTO {table} (hash, created_at) VALUES ({hash}, {when})")
    }
}
