use std::path::PathBuf;
use std::time::Duration;

mod url;

/// Where a database is, and how it is opened.
///
/// ```
/// use std::time::Duration;
/// use orm_sqlite::SqliteOptions;
///
/// let options = SqliteOptions::file("shop.db")
///     .create_if_missing(true)
///     .pool_size(4)
///     .busy_timeout(Duration::from_secs(1));
/// let same_file: SqliteOptions = "sqlite:shop.db?mode=rwc".parse()?;
/// # Ok::<(), orm_core::driver::ConnectError>(())
/// ```
///
/// Connection strings are `sqlite::memory:`, `sqlite:file.db` and `sqlite:///absolute/file.db`;
/// `%20` and its like stand for bytes of the path. `?mode=ro` only reads, `?mode=rw` (the default)
/// reports a missing file as an error, `?mode=rwc` creates it.
///
/// On every connection LIKE compares case, as on other databases, and `"name"` is an identifier
/// and never a text, so that a misspelt column is an error.
#[derive(Clone, Debug)]
pub struct SqliteOptions {
    pub(crate) place: Place,
    pub(crate) read_only: bool,
    pub(crate) create_if_missing: bool,
    pub(crate) pool_size: usize,
    pub(crate) acquire_timeout: Duration,
    pub(crate) busy_timeout: Duration,
    pub(crate) journal_mode: JournalMode,
    pub(crate) synchronous: Synchronous,
    pub(crate) foreign_keys: bool,
    pub(crate) statement_cache: usize,
    pub(crate) execution: Execution,
    pub(crate) inline_budget: Duration,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Memory,
    File(PathBuf),
}

/// On which thread statements run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Execution {
    /// On the caller's, as long as they are short; the others on a thread of the pool.
    #[default]
    Adaptive,
    /// On the caller's, however long they take.
    Inline,
    /// On a thread of the pool.
    Thread,
}

/// How SQLite keeps a database whole when the program stops half-way through a write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JournalMode {
    /// A write-ahead log: readers and one writer don't wait for each other.
    #[default]
    Wal,
    /// A rollback journal, which also works on network file systems.
    Delete,
    /// What the file has.
    Keep,
}

/// When SQLite waits for the disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Synchronous {
    /// Never. A power failure can destroy the database.
    Off,
    /// At checkpoints: a power failure can lose the last transactions of a write-ahead log, and
    /// leaves the database whole.
    #[default]
    Normal,
    /// At each commit.
    Full,
}

impl SqliteOptions {
    /// A new, empty database in memory. Its pool has exactly one connection.
    pub fn memory() -> Self {
        Self::of(Place::Memory)
    }

    /// A database file that exists.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self::of(Place::File(path.into()))
    }

    fn of(place: Place) -> Self {
        Self {
            place,
            read_only: false,
            create_if_missing: false,
            pool_size: 8,
            acquire_timeout: Duration::from_secs(30),
            busy_timeout: Duration::from_secs(5),
            journal_mode: JournalMode::default(),
            synchronous: Synchronous::default(),
            foreign_keys: true,
            statement_cache: 256,
            execution: Execution::default(),
            inline_budget: Duration::from_millis(1),
        }
    }

    /// Refuses writes. Off by default.
    #[must_use]
    pub fn read_only(mut self, read_only: bool) -> Self {
        self.read_only = read_only;
        self
    }

    /// Creates the file when it is missing. Off by default.
    #[must_use]
    pub fn create_if_missing(mut self, create: bool) -> Self {
        self.create_if_missing = create;
        self
    }

    /// How many connections the pool holds at most, at least one; 8 by default. They are opened
    /// when they are needed. A database in memory has one.
    #[must_use]
    pub fn pool_size(mut self, connections: usize) -> Self {
        self.pool_size = connections.max(1);
        self
    }

    /// How long a statement waits for a free connection; 30 seconds by default.
    #[must_use]
    pub fn acquire_timeout(mut self, timeout: Duration) -> Self {
        self.acquire_timeout = timeout;
        self
    }

    /// How long a statement waits for another connection's lock; 5 seconds by default.
    #[must_use]
    pub fn busy_timeout(mut self, timeout: Duration) -> Self {
        self.busy_timeout = timeout;
        self
    }

    /// The journal; a write-ahead log by default. Ignored in memory and when only reading.
    #[must_use]
    pub fn journal_mode(mut self, mode: JournalMode) -> Self {
        self.journal_mode = mode;
        self
    }

    /// When to wait for the disk; at checkpoints by default.
    #[must_use]
    pub fn synchronous(mut self, synchronous: Synchronous) -> Self {
        self.synchronous = synchronous;
        self
    }

    /// Whether foreign keys are enforced. On by default.
    #[must_use]
    pub fn foreign_keys(mut self, enforced: bool) -> Self {
        self.foreign_keys = enforced;
        self
    }

    /// How many prepared statements each connection keeps; 256 by default.
    #[must_use]
    pub fn statement_cache(mut self, statements: usize) -> Self {
        self.statement_cache = statements;
        self
    }

    /// On which thread statements run; [`Execution::Adaptive`] by default.
    #[must_use]
    pub fn execution(mut self, execution: Execution) -> Self {
        self.execution = execution;
        self
    }

    /// How long a read runs on the caller's thread before it is started anew on another; a
    /// millisecond by default. For [`Execution::Adaptive`].
    #[must_use]
    pub fn inline_budget(mut self, budget: Duration) -> Self {
        self.inline_budget = budget;
        self
    }

    pub(crate) fn connections(&self) -> usize {
        match self.place {
            Place::Memory => 1,
            Place::File(_) => self.pool_size,
        }
    }
}
