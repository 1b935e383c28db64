use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use orm_core::driver::ConnectError;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::options::{Execution, JournalMode, Place, SqliteOptions, Synchronous};
use crate::watch::Watch;

/// An open connection, and what can stop its reads.
pub(crate) struct Open {
    pub(crate) connection: Connection,
    pub(crate) watch: Arc<Watch>,
}

impl Open {
    pub(crate) fn new(options: &SqliteOptions) -> Result<Self, ConnectError> {
        let connection = match &options.place {
            Place::Memory => Connection::open_in_memory(),
            Place::File(path) => Connection::open_with_flags(literal(path)?, flags(options)),
        };
        connection
            .and_then(|connection| prepare(connection, options))
            .map_err(|error| refused(options, &reason(&error)))
            .and_then(|open| with_journal(open, options))
    }
}

fn flags(options: &SqliteOptions) -> OpenFlags {
    let mut flags = OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if options.read_only {
        flags |= OpenFlags::SQLITE_OPEN_READ_ONLY;
    } else {
        flags |= OpenFlags::SQLITE_OPEN_READ_WRITE;
        if options.create_if_missing {
            flags |= OpenFlags::SQLITE_OPEN_CREATE;
        }
    }
    flags
}

/// The path, so that SQLite takes it for a file's and for nothing else.
fn literal(path: &Path) -> Result<PathBuf, ConnectError> {
    let bytes = path.as_os_str().as_encoded_bytes();
    let refuse = |reason: &str| {
        Err(ConnectError::Open {
            path: shown(path),
            reason: reason.to_owned(),
        })
    };
    if bytes.is_empty() {
        return refuse("the path is empty");
    }
    if bytes.contains(&0) {
        return refuse("the path has a NUL");
    }
    if bytes.starts_with(b"file:") || bytes.starts_with(b":") {
        return Ok(Path::new(".").join(path));
    }
    Ok(path.to_owned())
}

fn prepare(connection: Connection, options: &SqliteOptions) -> rusqlite::Result<Open> {
    connection.busy_timeout(options.busy_timeout)?;
    connection.set_prepared_statement_cache_capacity(options.statement_cache);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, options.foreign_keys)?;
    let synchronous = match options.synchronous {
        Synchronous::Off => "OFF",
        Synchronous::Normal => "NORMAL",
        Synchronous::Full => "FULL",
    };
    connection.pragma_update(None, "synchronous", synchronous)?;
    connection.pragma_update(None, "case_sensitive_like", true)?;
    // The file is read here, so that one that holds no database is reported by `connect`.
    connection.pragma_query_value(None, "schema_version", |_| Ok(()))?;
    let watch = Watch::install(&connection)?;
    Ok(Open { connection, watch })
}

fn with_journal(open: Open, options: &SqliteOptions) -> Result<Open, ConnectError> {
    let wanted = match options.journal_mode {
        _ if options.read_only || options.place == Place::Memory => None,
        JournalMode::Keep => None,
        JournalMode::Wal => Some("wal"),
        JournalMode::Delete => Some("delete"),
    };
    if let Some(wanted) = wanted {
        let found = open
            .connection
            .pragma_update_and_check(None, "journal_mode", wanted, |row| row.get::<_, String>(0))
            .map_err(|error| refused(options, &reason(&error)))?;
        if found != wanted {
            let reason = format!("its journal mode stays {found} and can't be {wanted}");
            return Err(refused(options, &reason));
        }
    }
    if options.execution == Execution::Adaptive {
        // A lock is waited for on a thread of the pool, which sets the timeout for itself.
        open.connection
            .busy_timeout(Duration::ZERO)
            .map_err(|error| refused(options, &reason(&error)))?;
    }
    Ok(open)
}

fn reason(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqliteFailure(code, message) => {
            message.clone().unwrap_or_else(|| code.to_string())
        }
        error => error.to_string(),
    }
}

fn refused(options: &SqliteOptions, reason: &str) -> ConnectError {
    ConnectError::Open {
        path: match &options.place {
            Place::Memory => ":memory:".to_owned(),
            Place::File(path) => shown(path),
        },
        reason: reason.to_owned(),
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string().replace('\0', "\\0")
}
