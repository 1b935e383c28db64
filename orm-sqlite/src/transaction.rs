use std::borrow::Cow;

use orm_core::driver::Transactional;
use orm_core::{Error, Isolation};

use crate::SqliteConnection;
use crate::work::{Stop, Turn, Work};

/// How a transaction begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum SqliteMode {
    /// `BEGIN IMMEDIATE`, or `BEGIN DEFERRED` on a read-only database.
    #[default]
    Default,
    /// Takes its lock with the first statement that needs one: `BEGIN DEFERRED`.
    Deferred,
    /// Takes the write lock at once: `BEGIN IMMEDIATE`.
    Immediate,
    /// Keeps every other connection out: `BEGIN EXCLUSIVE`.
    Exclusive,
}

/// SQLite's transactions are serializable, whatever level is asked for.
impl From<Isolation> for SqliteMode {
    fn from(_: Isolation) -> Self {
        Self::Default
    }
}

impl Transactional for SqliteConnection {
    type Mode = SqliteMode;

    /// `BEGIN IMMEDIATE` by default: a transaction that reads first and takes the write lock
    /// later fails at once when another has written in between, however long it may wait. One
    /// that only reads, on a database that others write to, is better `Deferred`; on a read-only
    /// database that is the default.
    async fn begin(&mut self, depth: usize, mode: &SqliteMode) -> Result<(), Error> {
        if depth > 0 {
            return self.run(Control(savepoint("SAVEPOINT", depth))).await;
        }
        let read_only = self.slot().await?.pool().options.read_only;
        self.run(Control(Cow::Borrowed(match *mode {
            SqliteMode::Default if read_only => "BEGIN DEFERRED",
            SqliteMode::Deferred => "BEGIN DEFERRED",
            SqliteMode::Exclusive => "BEGIN EXCLUSIVE",
            _ => "BEGIN IMMEDIATE",
        })))
        .await?;
        self.in_transaction = true;
        Ok(())
    }

    async fn commit(&mut self, depth: usize) -> Result<(), Error> {
        if depth > 0 {
            return self.run(Control(savepoint("RELEASE", depth))).await;
        }
        self.run(Control(Cow::Borrowed("COMMIT"))).await?;
        self.in_transaction = false;
        Ok(())
    }

    async fn rollback(&mut self, depth: usize) -> Result<(), Error> {
        if self.slot().await?.connection().is_autocommit() {
            // SQLite rolled back by itself. An inner level leaves it to the outermost to say so.
            self.in_transaction &= depth > 0;
            return Ok(());
        }
        if depth > 0 {
            self.run(Control(savepoint("ROLLBACK TO", depth))).await?;
            return self.run(Control(savepoint("RELEASE", depth))).await;
        }
        self.run(Control(Cow::Borrowed("ROLLBACK"))).await?;
        self.in_transaction = false;
        Ok(())
    }
}

fn savepoint(verb: &str, depth: usize) -> Cow<'static, str> {
    Cow::Owned(format!("{verb} s{depth}"))
}

struct Control(Cow<'static, str>);

impl Work for Control {
    type Output = ();

    fn sql(&self) -> &str {
        &self.0
    }

    fn run(&mut self, turn: Turn<'_>) -> Result<(), Stop> {
        turn.control(&self.0)
    }
}
