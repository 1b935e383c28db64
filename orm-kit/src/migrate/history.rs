//! The table of applied migrations: Drizzle's, or wrangler's.

use orm_core::sql::{Dialect, Family, define};

use super::session::Cell;
use crate::folder::{Layout, Migration};

/// Whose table of applied migrations it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum History {
    /// `__drizzle_migrations`, on Postgres in schema `drizzle`, with or without the columns that
    /// newer versions add: hashes and moments.
    #[default]
    Drizzle,
    /// `d1_migrations` of SQLite and D1: the files' names.
    Wrangler,
}

impl History {
    /// The table's name, unless the options say otherwise.
    pub fn table(self) -> &'static str {
        match self {
            Self::Drizzle => "__drizzle_migrations",
            Self::Wrangler => "d1_migrations",
        }
    }
}

impl From<Layout> for History {
    fn from(layout: Layout) -> Self {
        match layout {
            Layout::Drizzle | Layout::Atlas => Self::Drizzle,
            Layout::Wrangler => Self::Wrangler,
        }
    }
}

/// A migration that the database recorded as applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// SHA-256 of its text, where the table has one.
    pub hash: Option<String>,
    /// When it was written, in milliseconds since 1970.
    pub when: i64,
    /// Its name, where the table has one.
    pub name: Option<String>,
}

impl Applied {
    pub(super) fn of(row: &[Cell]) -> Self {
        Self {
            hash: row[0].text(),
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

impl History {
    pub(super) fn create(self, family: Family, table: &str) -> Vec<String> {
        let create = match (self, family) {
            (Self::Wrangler, _) => format!(
                "CREATE TABLE IF NOT EXISTS {table} (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)"
            ),
            (Self::Drizzle, Family::Postgres) => format!(
                "CREATE TABLE IF NOT EXISTS {table} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint)"
            ),
            (Self::Drizzle, Family::MySql) => format!(
                "CREATE TABLE IF NOT EXISTS {table} (id serial primary key, hash text not null, created_at bigint)"
            ),
            (Self::Drizzle, Family::Sqlite) => format!(
                "CREATE TABLE IF NOT EXISTS {table} (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)"
            ),
        };
        let schema = (family == Family::Postgres)
            .then(|| "CREATE SCHEMA IF NOT EXISTS \"drizzle\"".to_owned());
        schema.into_iter().chain([create]).collect()
    }

    /// `named` says whether Drizzle's table has names.
    pub(super) fn select(self, family: Family, table: &str, named: bool) -> String {
        if self == Self::Wrangler {
            return format!(
                "SELECT NULL, 0, CASE WHEN substr(name, -4) = '.sql' THEN substr(name, 1, length(name) - 4) ELSE name END FROM {table} ORDER BY id"
            );
        }
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

    pub(super) fn insert(
        self,
        dialect: &Dialect,
        table: &str,
        migration: &Migration,
        named: bool,
    ) -> String {
        let literal = dialect.literal;
        if self == Self::Wrangler {
            let name = literal(&format!("{}.sql", migration.tag));
            return format!("INSERT INTO {table} (name) VALUES ({name})");
        }
        let (hash, when) = (literal(&migration.hash), migration.when);
        if named {
            let name = literal(&migration.tag);
            format!("INSERT INTO {table} (hash, created_at, name) VALUES ({hash}, {when}, {name})")
        } else {
            format!("INSERT INTO {table} (hash, created_at) VALUES ({hash}, {when})")
        }
    }
}
