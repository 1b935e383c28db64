use std::ffi::c_int;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rusqlite::Connection;

/// Between two looks at the clock SQLite executes about this many of its own instructions.
const INSTRUCTIONS: c_int = 1_000;
/// The statement may not be stopped: it may write.
const UNWATCHED: u64 = u64::MAX;
/// The statement may take any time, and may be stopped when nobody wants its answer any more.
const UNLIMITED: u64 = u64::MAX - 1;

/// Stops a connection's reads: those that outlast their time on the caller's thread, and those
/// whose caller is gone.
pub(crate) struct Watch {
    origin: Instant,
    deadline: AtomicU64,
    cancelled: AtomicBool,
}

impl Watch {
    /// The connection's watch. SQLite looks at it while a statement runs.
    pub(crate) fn install(connection: &Connection) -> rusqlite::Result<Arc<Self>> {
        let watch = Arc::new(Self {
            origin: Instant::now(),
            deadline: AtomicU64::new(UNWATCHED),
            cancelled: AtomicBool::new(false),
        });
        let seen = watch.clone();
        connection.progress_handler(INSTRUCTIONS, Some(move || seen.spent()))?;
        Ok(watch)
    }

    /// Whether the running read should stop.
    pub(crate) fn spent(&self) -> bool {
        match self.deadline.load(Ordering::Relaxed) {
            UNWATCHED => false,
            UNLIMITED => self.cancelled.load(Ordering::Relaxed),
            deadline => self.nanos() >= deadline,
        }
    }

    /// Watches a read, until the guard is dropped.
    pub(crate) fn read(&self, budget: Option<Duration>) -> Watched<'_> {
        let deadline = budget.map_or(UNLIMITED, |budget| {
            let budget = u64::try_from(budget.as_nanos()).unwrap_or(UNLIMITED);
            self.nanos().saturating_add(budget).min(UNLIMITED)
        });
        self.deadline.store(deadline, Ordering::Relaxed);
        Watched(self)
    }

    /// Stops the running read, if it is one.
    pub(crate) fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Forgets an earlier [`cancel`](Self::cancel).
    pub(crate) fn reset(&self) {
        self.cancelled.store(false, Ordering::Relaxed);
    }

    fn nanos(&self) -> u64 {
        u64::try_from(self.origin.elapsed().as_nanos()).unwrap_or(UNLIMITED)
    }
}

pub(crate) struct Watched<'w>(&'w Watch);

impl Drop for Watched<'_> {
    fn drop(&mut self) {
        self.0.deadline.store(UNWATCHED, Ordering::Relaxed);
    }
}
