//! The row that says which run may apply migrations, and how far it has come.

use std::time::{Duration, Instant};

use futures_timer::Delay;
use orm_core::driver::Backend;
use orm_core::sql::{Dialect, Family};
use uuid::Uuid;

use super::session::{Cell, Session};
use super::{History, MigrateOptions, run};
use crate::error::Error;

/// The table's name beside a table of applied migrations. It lives in the same schema.
pub(crate) fn table(history: &str) -> String {
    let known = [History::Drizzle, History::Wrangler, History::Atlas];
    if known.iter().any(|known| known.table() == history) {
        return "__orm_migration_run".to_owned();
    }
    orm_core::schema::ddl::fitting(format!("{history}_run"))
}

/// A migration that an earlier run left half applied.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct HalfDone {
    /// The migration.
    pub tag: String,
    /// How many of its statements took effect.
    pub applied: usize,
    /// How many it has.
    pub total: usize,
    /// Whether the next statement was under way when the run ended: it may have taken effect.
    pub in_doubt: bool,
    /// What the database said of the statement that failed.
    pub error: Option<String>,
    /// SHA-256 of the statements that took effect.
    #[serde(skip)]
    pub(super) prefix: String,
}

impl HalfDone {
    pub(super) fn of(row: &[Cell]) -> Option<Self> {
        let count = |cell: &Cell| usize::try_from(cell.number()).unwrap_or(0);
        Some(Self {
            tag: row[2].text()?,
            applied: count(&row[3]),
            total: count(&row[4]),
            prefix: row[5].text().unwrap_or_default(),
            in_doubt: row[6].number() != 0,
            error: row[0].text(),
        })
    }
}

/// The right to apply migrations.
#[derive(Clone, Debug)]
pub(super) struct Lease {
    /// Names this run and no other, before or after: statements that change the row ask for it.
    holder: String,
    table: String,
    length: Duration,
}

pub(super) fn create(family: Family, schema: Option<&str>, table: &str) -> Vec<String> {
    let (text, long, after) = match family {
        Family::MySql => (
            "varchar(255)",
            "longtext",
            " ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4",
        ),
        _ => ("text", "text", ""),
    };
    let schema = schema.filter(|_| family == Family::Postgres);
    let schema = schema.map(|schema| format!("CREATE SCHEMA IF NOT EXISTS \"{schema}\""));
    let create = format!(
        "CREATE TABLE IF NOT EXISTS {table} (id integer PRIMARY KEY, holder {text}, expires_at bigint NOT NULL, tag {text}, applied integer NOT NULL, total integer NOT NULL, prefix {text}, in_doubt integer NOT NULL, error {long}){after}"
    );
    schema.into_iter().chain([create]).collect()
}

/// Inserts the row.
pub(super) fn insert(table: &str) -> String {
    format!("INSERT INTO {table} (id, expires_at, applied, total, in_doubt) VALUES (1, 0, 0, 0, 0)")
}

pub(super) fn select(table: &str) -> String {
    format!(
        "SELECT error, expires_at, tag, applied, total, prefix, in_doubt FROM {table} WHERE id = 1"
    )
}

/// The note that a migration was not executed here: the rows behind the first are such.
pub(super) fn skip(dialect: &Dialect, table: &str, tag: &str) -> String {
    let tag = (dialect.literal)(tag);
    format!(
        "INSERT INTO {table} (id, expires_at, tag, applied, total, in_doubt) SELECT coalesce(max(id), 1) + 1, 0, {tag}, 0, 0, 0 FROM {table}"
    )
}

/// The server's clock, in milliseconds since 1970.
fn now(family: Family) -> &'static str {
    match family {
        Family::Postgres => "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)",
        Family::MySql => "(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6)) DIV 1000)",
        Family::Sqlite => "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)",
    }
}

impl Lease {
    fn new(table: String, length: Duration) -> Self {
        Self {
            holder: format!("run {} of process {}", Uuid::new_v4(), std::process::id()),
            table,
            length,
        }
    }

    fn until(&self, family: Family) -> String {
        format!("{} + {}", now(family), self.length.as_millis())
    }

    fn take(&self, dialect: &Dialect) -> String {
        let family = dialect.family;
        format!(
            "UPDATE {} SET holder = {}, expires_at = {} WHERE id = 1 AND (holder IS NULL OR expires_at < {})",
            self.table,
            (dialect.literal)(&self.holder),
            self.until(family),
            now(family),
        )
    }

    /// Changes the row, as long as the lease is this run's; renews the lease.
    pub(super) fn set(&self, dialect: &Dialect, what: &str) -> String {
        let family = dialect.family;
        format!(
            "UPDATE {} SET expires_at = {}{}{what} WHERE id = 1 AND holder = {}",
            self.table,
            self.until(family),
            if what.is_empty() { "" } else { ", " },
            (dialect.literal)(&self.holder),
        )
    }

    pub(super) fn renew(&self, dialect: &Dialect) -> String {
        self.set(dialect, "")
    }

    /// How often it has to be renewed.
    pub(super) fn beat(&self) -> Duration {
        self.length / 3
    }

    fn give_back(&self, dialect: &Dialect) -> String {
        format!(
            "UPDATE {} SET holder = NULL, expires_at = 0 WHERE id = 1 AND holder = {}",
            self.table,
            (dialect.literal)(&self.holder),
        )
    }
}

impl<B: Backend> Session<B> {
    /// Takes the lease, as soon as it is free.
    pub(super) async fn lock(&mut self, options: &MigrateOptions) -> Result<Lease, Error> {
        let lease = Lease::new(self.tables.run.clone(), options.lease);
        let started = Instant::now();
        let mut pause = Duration::from_millis(20);
        loop {
            match self.execute(lease.take(B::DIALECT)).await {
                Ok(1) => return Ok(lease),
                Ok(_) => {}
                Err(error) if error.is_retryable() => {}
                Err(error) => return Err(error.into()),
            }
            if started.elapsed() >= options.lock_wait {
                let sql = format!("SELECT holder FROM {} WHERE id = 1", self.tables.run);
                let rows = self.rows(sql, "t").await?;
                let holder = rows.first().and_then(|row| row[0].text());
                return Err(Error::Locked {
                    holder: holder.unwrap_or_else(|| "given back just now".to_owned()),
                    waited: options.lock_wait.as_secs(),
                });
            }
            Delay::new(pause).await;
            pause = (pause * 2).min(Duration::from_millis(500));
        }
    }

    /// Gives the lease back.
    pub(super) async fn unlock(&mut self, lease: &Lease) -> Result<(), Error> {
        let mut tries = 1;
        loop {
            match self.execute(lease.give_back(B::DIALECT)).await {
                Err(error) if error.is_retryable() && tries < run::TRIES => {
                    tries += 1;
                    Delay::new(run::pause(tries)).await;
                }
                result => return Ok(result.map(drop)?),
            }
        }
    }
}
