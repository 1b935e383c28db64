//! What `status` lists beside the application's keyspaces: databases whose history another tool
//! keeps, and whatever else an application depends on.

use futures::future::BoxFuture;
use orm_core::driver::{HasTransactions, Pool};
use orm_core::sql::Family;
use serde::Serialize;

use crate::error::Error;
use crate::introspect::rows;

/// Something that `status` shows beside the databases: an authorization store, a ledger.
///
/// ```no_run
/// use futures::future::BoxFuture;
/// use orm_kit::stores::{Health, Store};
/// # use orm::prelude::*;
/// # #[derive(Keyspace)]
/// # #[keyspace(name = "notes", tables(Note), tenancy = none)]
/// # struct Notes;
/// # #[derive(Table)]
/// # #[table(name = "notes", keyspace = Notes)]
/// # struct Note { #[column(primary_key)] id: i64 }
///
/// struct Ledger;
///
/// impl Store for Ledger {
///     fn name(&self) -> &str {
///         "ledger"
///     }
///
///     fn health(&self) -> BoxFuture<'_, Result<Health, String>> {
///         // An application asks its store here.
///         Box::pin(async { Ok(Health { version: Some("0.16.4".to_owned()) }) })
///     }
/// }
///
/// fn main() -> std::process::ExitCode {
///     orm_kit::main_with_stores::<(Notes,)>(std::env::args_os(), &[&Ledger]).into()
/// }
/// ```
pub trait Store: Send + Sync {
    /// What `status` calls it.
    fn name(&self) -> &str;

    /// Asks whether it is there. `status` waits as long for it as for a database.
    ///
    /// # Errors
    /// Words that say what is wrong.
    fn health(&self) -> BoxFuture<'_, Result<Health, String>>;
}

/// A store that answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Health {
    /// The version of what it holds: of its schema, its model, its last migration.
    pub version: Option<String>,
}

/// What Prisma noted in a database of the migrations that it applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Prisma {
    /// How many took effect.
    pub applied: usize,
    /// The newest one of them.
    pub last: Option<String>,
    /// Those that began and neither ended nor were rolled back.
    pub failed: Vec<String>,
}

/// Reads Prisma's history; nothing where the database has none.
///
/// # Errors
/// What the database refuses.
pub async fn prisma<B: HasTransactions>(pool: &B::Pool) -> Result<Option<Prisma>, Error> {
    let there = match B::DIALECT.family {
        Family::Postgres => {
            "SELECT '1' FROM pg_class WHERE relname = '_prisma_migrations' AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())"
        }
        Family::MySql => {
            "SELECT '1' FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = '_prisma_migrations'"
        }
        Family::Sqlite => "SELECT '1' FROM sqlite_master WHERE name = '_prisma_migrations'",
    };
    let mut connection = pool.acquire().await?;
    if rows::<B>(&mut connection, there, "t").await?.is_empty() {
        return Ok(None);
    }
    let history = "SELECT migration_name, CASE WHEN finished_at IS NOT NULL THEN 'done' ELSE 'failed' END FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name";
    let found = rows::<B>(&mut connection, history, "tt").await?;
    let ended = |how: &'static str| {
        let rows = found
            .iter()
            .filter(move |row| row[1].as_deref() == Some(how));
        rows.filter_map(|row| row[0].clone())
    };
    Ok(Some(Prisma {
        applied: ended("done").count(),
        last: ended("done").next_back(),
        failed: ended("failed").collect(),
    }))
}
