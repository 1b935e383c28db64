use std::time::Duration;

use orm_core::Error;
use orm_core::driver::RowError;
use rusqlite::{CachedStatement, Connection, ErrorCode};

use crate::error::database;
use crate::open::Open;
use crate::watch::{Watch, Watched};

/// Something that a connection does, on whatever thread.
pub(crate) trait Work: Send + 'static {
    /// What comes of it.
    type Output: Send + 'static;

    /// The text by which it is remembered as slow.
    fn sql(&self) -> &str;

    /// How much of it there is: work of another weight is remembered apart.
    fn weight(&self) -> u32 {
        0
    }

    /// Whether it is slow without having been seen.
    fn is_long(&self) -> bool {
        false
    }

    /// Does it. It has no effect when it is stopped, so that it can be done again.
    fn run(&mut self, turn: Turn<'_>) -> Result<Self::Output, Stop>;
}

/// Why work was not done.
pub(crate) enum Stop {
    /// Its time on the caller's thread is spent.
    Spent,
    /// Another connection holds a lock, and the caller's thread is not the place to wait for it.
    Locked,
    /// It failed.
    Failed(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<RowError> for Stop {
    fn from(error: RowError) -> Self {
        Self::Failed(error.into())
    }
}

/// A connection for one piece of work, and how long that may take.
#[derive(Clone, Copy)]
pub(crate) struct Turn<'o> {
    pub(crate) connection: &'o Connection,
    watch: &'o Watch,
    budget: Option<Duration>,
}

impl<'o> Turn<'o> {
    /// Without a budget it takes as long as it takes.
    pub(crate) fn new(open: &'o Open, budget: Option<Duration>) -> Self {
        Self {
            connection: &open.connection,
            watch: &open.watch,
            budget,
        }
    }

    pub(crate) fn prepare(&self, sql: &str) -> Result<CachedStatement<'o>, Stop> {
        self.connection
            .prepare_cached(sql)
            .map_err(|error| self.stop(error))
    }

    /// Lets a statement that only reads be stopped, until the guard is dropped.
    pub(crate) fn watch(&self, statement: &rusqlite::Statement<'_>) -> Option<Watched<'o>> {
        statement.readonly().then(|| self.watch.read(self.budget))
    }

    /// Whether a watched statement should stop.
    pub(crate) fn spent(&self) -> bool {
        self.watch.spent()
    }

    #[cold]
    pub(crate) fn stop(&self, error: rusqlite::Error) -> Stop {
        if self.budget.is_some() {
            match error.sqlite_error_code() {
                Some(ErrorCode::OperationInterrupted) => return Stop::Spent,
                Some(ErrorCode::DatabaseBusy) => return Stop::Locked,
                _ => {}
            }
        }
        Stop::Failed(database(error))
    }

    /// Runs a statement without bind values and rows.
    pub(crate) fn control(&self, sql: &str) -> Result<(), Stop> {
        self.prepare(sql)?
            .raw_execute()
            .map(drop)
            .map_err(|error| self.stop(error))
    }
}
