use orm_core::driver::Transactional;
use orm_core::{Error, Isolation};

use crate::MySqlConnection;

/// How a transaction begins.
///
/// ```
/// use orm_core::Isolation;
/// use orm_mysql::MySqlMode;
///
/// let report = MySqlMode::from(Isolation::RepeatableRead).read_only().consistent_snapshot();
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MySqlMode {
    isolation: Option<Isolation>,
    read_only: bool,
    snapshot: bool,
}

impl MySqlMode {
    /// The server's own level, which is REPEATABLE READ unless it was set up otherwise.
    pub const fn new() -> Self {
        Self {
            isolation: None,
            read_only: false,
            snapshot: false,
        }
    }

    /// The isolation level.
    #[must_use]
    pub const fn isolation(self, level: Isolation) -> Self {
        Self {
            isolation: Some(level),
            ..self
        }
    }

    /// The server refuses writes.
    #[must_use]
    pub const fn read_only(self) -> Self {
        Self {
            read_only: true,
            ..self
        }
    }

    /// Sees what was committed when the transaction began, rather than at its first read. At
    /// REPEATABLE READ only.
    #[must_use]
    pub const fn consistent_snapshot(self) -> Self {
        Self {
            snapshot: true,
            ..self
        }
    }

    fn begin(self) -> &'static str {
        match (self.snapshot, self.read_only) {
            (false, false) => "START TRANSACTION",
            (false, true) => "START TRANSACTION READ ONLY",
            (true, false) => "START TRANSACTION WITH CONSISTENT SNAPSHOT",
            (true, true) => "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
        }
    }
}

impl From<Isolation> for MySqlMode {
    fn from(level: Isolation) -> Self {
        Self::new().isolation(level)
    }
}

impl Transactional for MySqlConnection {
    type Mode = MySqlMode;

    async fn begin(&mut self, depth: usize, mode: &MySqlMode) -> Result<(), Error> {
        self.usable()?;
        if depth > 0 {
            return self.control(format!("SAVEPOINT s{depth}")).await;
        }
        // From here on a connection that is dropped is closed: the level is that of its next
        // transaction, whoever begins it.
        self.state.in_transaction = true;
        if let Some(level) = mode.isolation {
            let sql = format!("SET TRANSACTION ISOLATION LEVEL {}", words(level));
            self.control(sql).await?;
        }
        self.control(mode.begin().to_owned()).await
    }

    async fn commit(&mut self, depth: usize) -> Result<(), Error> {
        self.usable()?;
        if depth > 0 {
            return self.control(format!("RELEASE SAVEPOINT s{depth}")).await;
        }
        self.commit_all().await
    }

    async fn rollback(&mut self, depth: usize) -> Result<(), Error> {
        if depth == 0 {
            return self.roll_back_all().await;
        }
        if self.state.busy || self.state.rolled_back {
            // All of it is gone, or will be when the connection is closed. Statements that follow
            // are told so.
            return Ok(());
        }
        self.control(format!("ROLLBACK TO SAVEPOINT s{depth}"))
            .await?;
        self.control(format!("RELEASE SAVEPOINT s{depth}")).await
    }
}

impl MySqlConnection {
    pub(crate) async fn commit_all(&mut self) -> Result<(), Error> {
        self.usable()?;
        match self.control("COMMIT".to_owned()).await {
            Ok(()) => {
                self.state.in_transaction = false;
                Ok(())
            }
            Err(error) if self.state.busy => Err(Error::CommitUnknown(Box::new(error))),
            Err(error) => Err(error),
        }
    }

    pub(crate) async fn roll_back_all(&mut self) -> Result<(), Error> {
        if self.state.busy {
            // The server rolls back when the connection is closed, as it will be.
            return Ok(());
        }
        if !self.state.rolled_back {
            let result = self.control("ROLLBACK".to_owned()).await;
            if self.state.busy {
                return Ok(());
            }
            result?;
        }
        self.state.in_transaction = false;
        self.state.rolled_back = false;
        Ok(())
    }
}

/// Whether the statement commits the transaction in which it stands.
pub(crate) fn commits(sql: &str) -> bool {
    let verb = sql.trim_start().split(' ').next().unwrap_or_default();
    ["CREATE", "ALTER", "DROP", "RENAME", "TRUNCATE"]
        .iter()
        .any(|committing| committing.eq_ignore_ascii_case(verb))
}

fn words(level: Isolation) -> &'static str {
    match level {
        Isolation::ReadUncommitted => "READ UNCOMMITTED",
        Isolation::ReadCommitted => "READ COMMITTED",
        Isolation::RepeatableRead => "REPEATABLE READ",
        Isolation::Serializable => "SERIALIZABLE",
    }
}
