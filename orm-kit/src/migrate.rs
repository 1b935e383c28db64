//! Applies migrations.
//!
//! Each run takes a lease on the database: a row that names the run and the moment at which the
//! lease ends. It works through poolers, which share connections between clients, and a run that
//! was killed gives it back by letting it end. Where definitions are transactional, the file's
//! transaction locks that row first, so that no other run can take the lease before its end.

mod batch;
mod concurrent;
mod history;
mod lease;
mod plan;
mod run;
pub(crate) mod session;
mod steps;

use std::sync::Arc;
use std::time::Duration;

use orm_core::driver::{Backend, HasTransactions};

pub use batch::{mark_in_batch, migrate_in_batches};
pub use history::{Applied, History};
pub use lease::HalfDone;
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
pub(crate) use lease::table as run_table;
pub use plan::Plan;

use crate::error::Error;
use crate::folder::Migration;
use lease::Lease;
use run::Run;
use session::Session;

/// How migrations are applied.
#[derive(Clone)]
pub struct MigrateOptions {
    /// The last migration to apply; all when there is none.
    pub to: Option<String>,
    /// Applies migrations that are older than the newest applied one.
    pub allow_out_of_order: bool,
    /// How long to wait for another run's lease to come free.
    pub lock_wait: Duration,
    /// How long a lease lasts without being renewed.
    pub lease: Duration,
    /// How long a statement waits for a lock on a table before it gives way to those that wait
    /// behind it, and tries again later, ten times in all. `None`: as long as the server says.
    pub lock_timeout: Option<Duration>,
    /// Whose table of applied migrations it is.
    pub history: History,
    /// The table's name; on Postgres it lives in schema `drizzle`. Two folders for one database need
    /// two tables.
    pub table: String,
    /// Where this is: files that say `-- orm:skip-on` of it are recorded, and not executed.
    pub environment: Option<String>,
    /// Called before each statement.
    pub progress: Option<Arc<dyn Fn(Progress<'_>) + Send + Sync>>,
}

impl Default for MigrateOptions {
    /// All migrations, in order; waits 60 seconds for a lease of 30, and 5 for locks; Drizzle's
    /// table.
    fn default() -> Self {
        Self {
            to: None,
            allow_out_of_order: false,
            lock_wait: Duration::from_secs(60),
            lease: Duration::from_secs(30),
            lock_timeout: Some(Duration::from_secs(5)),
            history: History::Drizzle,
            table: History::Drizzle.table().to_owned(),
            environment: None,
            progress: None,
        }
    }
}

impl MigrateOptions {
    /// For those who ask what is there.
    fn in_any_order() -> Self {
        Self {
            allow_out_of_order: true,
            ..Self::default()
        }
    }

    /// The default with this history, in its own table.
    pub fn with_history(history: History) -> Self {
        Self {
            history,
            table: history.table().to_owned(),
            ..Self::default()
        }
    }
}

impl std::fmt::Debug for MigrateOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MigrateOptions")
            .field("to", &self.to)
            .field("allow_out_of_order", &self.allow_out_of_order)
            .field("lock_wait", &self.lock_wait)
            .field("lease", &self.lease)
            .field("lock_timeout", &self.lock_timeout)
            .field("environment", &self.environment)
            .field("history", &self.history)
            .field("table", &self.table)
            .finish_non_exhaustive()
    }
}

/// A statement that is about to be executed.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'a> {
    /// The migration.
    pub tag: &'a str,
    /// The statement's number, counted from 1.
    pub statement: usize,
    /// How many the file has.
    pub of: usize,
}

/// What a database holds of a folder's migrations.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct State {
    /// How many are applied.
    pub applied: usize,
    /// The newest one that is applied.
    pub last: Option<String>,
    /// Those that are not, in order.
    pub pending: Vec<String>,
    /// Those that were recorded without being executed, since they are not for this environment.
    pub skipped: Vec<String>,
    /// One that an earlier run left half applied.
    pub half_done: Option<HalfDone>,
}

/// Applies the migrations that are not yet; gives their names. Those that are not for this
/// environment are recorded, and not executed ([`Migration::is_skipped`]).
///
/// Of many runs at once, one applies each file; the others wait for it. Where definitions are
/// transactional (Postgres, SQLite) a file takes effect as a whole or not at all, unless it says
/// `-- orm:no-transaction`. Elsewhere a run that failed is taken up at the statement that did.
///
/// # Errors
/// [`Error::Edited`], [`Error::Unknown`] and [`Error::OutOfOrder`] before anything is applied;
/// [`Error::Locked`] when another run doesn't end; [`Error::Statement`] with what the database says.
pub async fn migrate<B: HasTransactions>(
    pool: &B::Pool,
    migrations: &[Migration],
    options: &MigrateOptions,
) -> Result<Vec<String>, Error> {
    let mut session = Session::<B>::open(pool, options).await?;
    if let Some(state) = ready(&mut session, migrations, options).await? {
        return Ok(state);
    }
    let lease = leased(&mut session, options).await?;
    let result = Run::new(&mut session, pool, &lease, options)
        .apply(migrations)
        .await;
    given_back(&mut session, &lease, result).await
}

/// Makes the tables that are written to, and takes the lease.
async fn leased<B: Backend>(
    session: &mut Session<B>,
    options: &MigrateOptions,
) -> Result<Lease, Error> {
    session.create_tables().await?;
    session.lock(options).await
}

/// Gives the lease back, whatever came of the run; of two errors the run's is told.
async fn given_back<B: Backend, T>(
    session: &mut Session<B>,
    lease: &Lease,
    result: Result<T, Error>,
) -> Result<T, Error> {
    let released = session.unlock(lease).await;
    let done = result?;
    released?;
    Ok(done)
}

/// Executes statements under the lease, without writing them down as a migration.
pub(crate) async fn execute<B: HasTransactions>(
    pool: &B::Pool,
    statements: &Migration,
    options: &MigrateOptions,
) -> Result<(), Error> {
    let mut session = Session::<B>::open(pool, options).await?;
    let lease = leased(&mut session, options).await?;
    let result = Run::new(&mut session, pool, &lease, options)
        .execute(statements)
        .await;
    given_back(&mut session, &lease, result).await
}

/// `Some(nothing)` when nothing is pending, which needs no lease.
async fn ready<B: HasTransactions>(
    session: &mut Session<B>,
    migrations: &[Migration],
    options: &MigrateOptions,
) -> Result<Option<Vec<String>>, Error> {
    if session.half_done().await?.is_some() {
        return Ok(None);
    }
    let applied = session.applied().await?;
    let plan = Plan::to_run(migrations, &applied, options)?;
    Ok(plan.pending.is_empty().then(Vec::new))
}

/// What a run would do; changes nothing.
///
/// # Errors
/// As [`migrate`], but for what the statements would meet.
pub async fn plan<B: Backend>(
    pool: &B::Pool,
    migrations: &[Migration],
    options: &MigrateOptions,
) -> Result<Vec<Migration>, Error> {
    let mut session = Session::<B>::open(pool, options).await?;
    let applied = session.applied().await?;
    let plan = Plan::to_run(migrations, &applied, options)?;
    Ok(plan.pending.into_iter().cloned().collect())
}

/// What the database holds of the folder's migrations; changes nothing. Of the options, only the
/// table counts.
///
/// # Errors
/// [`Error::Edited`] and [`Error::Unknown`], and what the database refuses.
pub async fn state<B: Backend>(
    pool: &B::Pool,
    migrations: &[Migration],
    options: &MigrateOptions,
) -> Result<State, Error> {
    let mut session = Session::<B>::open(pool, options).await?;
    let applied = session.applied().await?;
    let plan = Plan::new(migrations, &applied, &MigrateOptions::in_any_order())?;
    Ok(State {
        applied: plan.applied.len(),
        last: plan.newest().map(|migration| migration.tag.clone()),
        pending: plan
            .pending
            .iter()
            .map(|migration| migration.tag.clone())
            .collect(),
        skipped: session.skipped().await?,
        half_done: session.half_done().await?,
    })
}

/// Those of the tables that the database has: the name, the name with its schema, and how many rows
/// there are.
pub(crate) async fn tables<B: Backend>(
    pool: &B::Pool,
    names: &[&str],
    options: &MigrateOptions,
) -> Result<Vec<(String, String, u64)>, Error> {
    let mut session = Session::<B>::open(pool, options).await?;
    session.tables_of(names).await
}

/// Records migrations as applied without executing them: for a database that has their tables.
/// Gives the names of those that were not recorded before.
///
/// # Errors
/// [`Error::NoMigration`] for a name that the folder lacks; as [`migrate`] for the rest.
pub async fn mark_applied<B: HasTransactions>(
    pool: &B::Pool,
    migrations: &[Migration],
    tags: &[String],
    options: &MigrateOptions,
) -> Result<Vec<String>, Error> {
    known(migrations, tags)?;
    let mut session = Session::<B>::open(pool, options).await?;
    let lease = leased(&mut session, options).await?;
    let result = Run::new(&mut session, pool, &lease, options)
        .mark(migrations, tags)
        .await;
    given_back(&mut session, &lease, result).await
}

/// That the folder has all of these.
pub(crate) fn known(migrations: &[Migration], tags: &[String]) -> Result<(), Error> {
    let known = |tag: &&String| migrations.iter().any(|migration| migration.tag == **tag);
    match tags.iter().find(|tag| !known(tag)) {
        None => Ok(()),
        Some(tag) => Err(Error::NoMigration { tag: tag.clone() }),
    }
}

/// The names of all migrations up to this one.
///
/// # Errors
/// [`Error::NoMigration`] when there is none of this name.
pub fn up_to(migrations: &[Migration], tag: &str) -> Result<Vec<String>, Error> {
    known(migrations, &[tag.to_owned()])?;
    let at = migrations.iter().position(|migration| migration.tag == tag);
    let wanted = migrations.iter().take(at.map_or(0, |at| at + 1));
    Ok(wanted.map(|migration| migration.tag.clone()).collect())
}

/// Records all migrations up to this one as applied: for a database that existed before.
///
/// # Errors
/// As [`mark_applied`].
pub async fn baseline<B: HasTransactions>(
    pool: &B::Pool,
    migrations: &[Migration],
    tag: &str,
    options: &MigrateOptions,
) -> Result<Vec<String>, Error> {
    let tags = up_to(migrations, tag)?;
    mark_applied::<B>(pool, migrations, &tags, options).await
}

/// How a half applied migration is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// Somebody made the rest by hand: it counts as applied.
    Applied,
    /// Somebody took back what had taken effect: the next run begins with its first statement.
    RolledBack,
}

/// Settles a half applied migration.
///
/// # Errors
/// [`Error::NoMigration`] when this one isn't half applied.
pub async fn resolve<B: HasTransactions>(
    pool: &B::Pool,
    migrations: &[Migration],
    tag: &str,
    resolution: Resolution,
    options: &MigrateOptions,
) -> Result<(), Error> {
    let mut session = Session::<B>::open(pool, options).await?;
    let lease = leased(&mut session, options).await?;
    let result = Run::new(&mut session, pool, &lease, options)
        .resolve(migrations, tag, resolution)
        .await;
    given_back(&mut session, &lease, result).await
}
