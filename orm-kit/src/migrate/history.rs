//! The table of applied migrations: Drizzle's, wrangler's, or Atlas's.

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
    /// The same with the names of the migrations, as drizzle-orm 1.0 makes it. A table without them
    /// is taken as it is.
    Folders,
    /// `d1_migrations` of SQLite and D1: the files' names.
    Wrangler,
    /// `atlas_schema_revisions`: versions, and the sums of `atlas.sum`. On Postgres in a schema of
    /// its own name, unless it stands where the connection's own tables do.
    Atlas,
}

impl History {
    /// The table's name, unless the options say otherwise.
    pub fn table(self) -> &'static str {
        match self {
            Self::Drizzle | Self::Folders => "__drizzle_migrations",
            Self::Wrangler => "d1_migrations",
            Self::Atlas => "atlas_schema_revisions",
        }
    }

    /// The schema in which the table is made.
    pub(super) fn schema(self, family: Family) -> Option<&'static str> {
        match (self, family) {
            (Self::Drizzle | Self::Folders, Family::Postgres) => Some("drizzle"),
            (Self::Atlas, Family::Postgres) => Some(Self::Atlas.table()),
            _ => None,
        }
    }
}

impl From<Layout> for History {
    fn from(layout: Layout) -> Self {
        match layout {
            Layout::Drizzle => Self::Drizzle,
            Layout::Folders => Self::Folders,
            Layout::Atlas => Self::Atlas,
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
    /// Its name, where the table has one; Atlas's has the version only.
    pub name: Option<String>,
    /// Atlas's sums are of a file and of all before it: one that is pending there makes another.
    pub running: bool,
    /// Those that are older count as applied: the database had their tables before.
    pub baseline: bool,
}

impl Applied {
    pub(super) fn of(row: &[Cell]) -> Self {
        Self {
            hash: row[0].text(),
            when: row[1].number(),
            name: row[2].text(),
            running: false,
            baseline: false,
        }
    }

    /// Rows of Atlas's table, in the order of their versions, with the moments of their execution.
    pub(super) fn of_atlas(rows: &[Vec<Cell>]) -> Vec<Self> {
        let mut latest = i64::MIN;
        let made = rows.iter().enumerate().map(|(at, row)| {
            let executed = row[1].number();
            // An older one that came later has changed the sum.
            let late = latest > executed;
            latest = latest.max(executed);
            let hash = row[0].text().filter(|hash| !hash.is_empty() && !late);
            let version = row[2].text().unwrap_or_default();
            Self {
                hash: hash.map(|hash| hash.trim_start_matches("h1:").to_owned()),
                when: crate::atlas::moment(&version).unwrap_or(i64::MIN),
                name: Some(version),
                running: true,
                baseline: at == 0,
            }
        });
        made.collect()
    }
}

/// The name of a bookkeeping table in statements.
pub(super) fn qualified(dialect: &Dialect, schema: Option<&str>, table: &str) -> String {
    let table = define::quoted(dialect, table);
    match schema {
        Some(schema) => format!("{}.{table}", define::quoted(dialect, schema)),
        None => table,
    }
}

/// What is recorded of a migration.
#[derive(Clone, Copy)]
pub(super) enum Record {
    /// So many statements were executed.
    Executed(usize),
    /// Somebody says that the database has it.
    Marked,
}

impl History {
    pub(super) fn create(self, family: Family, table: &str) -> Vec<String> {
        let create = match (self, family) {
            (Self::Atlas, _) => {
                let (text, long, moment, list) = match family {
                    Family::Postgres => ("character varying", "text", "timestamptz", "jsonb"),
                    Family::MySql => ("varchar(255)", "longtext", "timestamp", "json"),
                    Family::Sqlite => ("text", "text", "datetime", "json"),
                };
                let (whole, after) = match family {
                    Family::MySql => ("bigint unsigned", " CHARSET utf8mb4 COLLATE utf8mb4_bin"),
                    Family::Sqlite => ("integer", ""),
                    Family::Postgres => ("bigint", ""),
                };
                let count = if family == Family::Sqlite {
                    "integer"
                } else {
                    "bigint"
                };
                format!(
                    "CREATE TABLE IF NOT EXISTS {table} (version {text} NOT NULL, description {text} NOT NULL, type {whole} NOT NULL DEFAULT 2, applied {count} NOT NULL DEFAULT 0, total {count} NOT NULL DEFAULT 0, executed_at {moment} NOT NULL, execution_time {count} NOT NULL, error {long} NULL, error_stmt {long} NULL, hash {text} NOT NULL, partial_hashes {list} NULL, operator_version {text} NOT NULL, PRIMARY KEY (version)){after}"
                )
            }
            (Self::Wrangler, _) => format!(
                "CREATE TABLE IF NOT EXISTS {table} (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)"
            ),
            (Self::Drizzle | Self::Folders, _) => {
                let (id, when) = match (self, family) {
                    (Self::Folders, Family::Sqlite) => ("INTEGER", "numeric"),
                    (_, Family::Sqlite) => ("SERIAL", "numeric"),
                    (_, Family::Postgres | Family::MySql) => ("SERIAL", "bigint"),
                };
                let names = match (self, family) {
                    (Self::Folders, Family::Postgres) => {
                        ", name text, applied_at timestamp with time zone DEFAULT now()"
                    }
                    (Self::Folders, Family::MySql) => {
                        ", name text, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP"
                    }
                    (Self::Folders, Family::Sqlite) => ", name text, applied_at TEXT",
                    _ => "",
                };
                format!(
                    "CREATE TABLE IF NOT EXISTS {table} (id {id} PRIMARY KEY, hash text NOT NULL, created_at {when}{names})"
                )
            }
        };
        let schema = self.schema(family);
        let schema = schema.map(|schema| format!("CREATE SCHEMA IF NOT EXISTS \"{schema}\""));
        schema.into_iter().chain([create]).collect()
    }

    /// `named` says whether Drizzle's table has names.
    pub(super) fn select(self, family: Family, table: &str, named: bool) -> String {
        if self == Self::Atlas {
            let moment = match family {
                Family::Postgres => "CAST(extract(epoch FROM executed_at) * 1000 AS bigint)",
                Family::MySql => "CAST(UNIX_TIMESTAMP(executed_at) * 1000 AS SIGNED)",
                Family::Sqlite => {
                    "CAST((julianday(executed_at) - 2440587.5) * 86400000 AS INTEGER)"
                }
            };
            // A version that begins with a point is a note of Atlas's.
            return format!(
                "SELECT hash, {moment}, version, applied, total FROM {table} WHERE substr(version, 1, 1) <> '.' ORDER BY version"
            );
        }
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
        record: Record,
    ) -> String {
        let literal = dialect.literal;
        if self == Self::Atlas {
            let (version, description) = crate::atlas::parts(&migration.tag);
            // As `atlas migrate set` has it.
            let (kind, count) = match record {
                Record::Executed(count) => (2, count),
                Record::Marked => (4, 0),
            };
            return format!(
                "INSERT INTO {table} (version, description, type, applied, total, executed_at, execution_time, hash, operator_version) VALUES ({}, {}, {kind}, {count}, {count}, CURRENT_TIMESTAMP, 0, {}, {})",
                literal(version),
                literal(description),
                literal(&migration.hash),
                literal(concat!("orm-kit ", env!("CARGO_PKG_VERSION"))),
            );
        }
        if self == Self::Wrangler {
            let name = literal(&format!("{}.sql", migration.tag));
            return format!("INSERT INTO {table} (name) VALUES ({name})");
        }
        let (hash, when) = (literal(&migration.hash), migration.when);
        if named && dialect.family == Family::Sqlite {
            let name = literal(&migration.tag);
            format!(
                "INSERT INTO {table} (hash, created_at, name, applied_at) VALUES ({hash}, {when}, {name}, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))"
            )
        } else if named {
            let name = literal(&migration.tag);
            format!("INSERT INTO {table} (hash, created_at, name) VALUES ({hash}, {when}, {name})")
        } else {
            format!("INSERT INTO {table} (hash, created_at) VALUES ({hash}, {when})")
        }
    }
}
