use std::path::{Path, PathBuf};

use orm_core::driver::BuildError;

use crate::diff::{BadRename, UnansweredRename};
use crate::snapshot::SnapshotError;

/// What can go wrong with migrations.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file can't be read or written.
    #[error("{}: {error}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        error: std::io::Error,
    },
    /// The journal names a file that isn't there.
    #[error("{} is missing: the journal names it; bring it back from version control", path.display())]
    MissingFile {
        /// The file.
        path: PathBuf,
    },
    /// The journal can't be read.
    #[error("{}: {reason}", path.display())]
    Journal {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// A snapshot can't be read.
    #[error("{}: {error}", path.display())]
    Snapshot {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        error: SnapshotError,
    },
    /// The name can't be part of a file's name.
    #[error("`{name}` is no name of a migration: use letters, digits, `_` and `-`, at most 100")]
    Name {
        /// What was given.
        name: String,
    },
    /// Something may have been renamed, and nobody says so.
    #[error(transparent)]
    Unanswered(#[from] UnansweredRename),
    /// A `--rename` or `--drop` that fits nothing.
    #[error(transparent)]
    Rename(#[from] BadRename),
    /// An applied file has another text by now.
    #[error(
        "{tag} was applied and has been edited since (sha256 {applied}, now {found}): restore the file, and write what is to change as a new migration"
    )]
    Edited {
        /// The migration.
        tag: String,
        /// The hash that the database recorded.
        applied: String,
        /// The hash of the file.
        found: String,
    },
    /// The database has a migration that the folder doesn't.
    #[error(
        "the database has a migration that this folder lacks (written at {when}, sha256 {hash}): deploy the release that has it, or bring its file back"
    )]
    Unknown {
        /// When it was written, in milliseconds since 1970.
        when: i64,
        /// The hash that the database recorded.
        hash: String,
    },
    /// A migration is older than the newest one that was applied.
    #[error(
        "{tag} is older than {newest}, which was applied before it: run with `--allow-out-of-order` if the two don't depend on each other, or write it anew"
    )]
    OutOfOrder {
        /// The migration.
        tag: String,
        /// The newest one that was applied.
        newest: String,
    },
    /// Another runner holds the lock.
    #[error(
        "another run holds the migration lock ({holder}) and did not give it back within {waited} s: wait for it, or wait until its lease ends"
    )]
    Locked {
        /// Who holds it.
        holder: String,
        /// How long was waited, in seconds.
        waited: u64,
    },
    /// Another runner took the lock, because this one did not renew it in time.
    #[error(
        "this run lost the migration lock while {tag} was under way: look at `status`, then run again"
    )]
    LockLost {
        /// The migration that was under way.
        tag: String,
    },
    /// A statement of a migration failed.
    #[error("{tag}, statement {statement} of {of}: {error}\n  {sql}{}", if *kept { "\n  the statements before it took effect: correct this one and run again, or `orm resolve` it" } else { "\n  nothing of this file took effect" })]
    Statement {
        /// The migration.
        tag: String,
        /// The statement's number, counted from 1.
        statement: usize,
        /// How many the file has.
        of: usize,
        /// The statement's first line.
        sql: String,
        /// Whether earlier statements of the file took effect.
        kept: bool,
        /// What the database says.
        #[source]
        error: orm_core::Error,
    },
    /// An earlier run ended in the middle of a file, whose applied part was edited since.
    #[error(
        "{tag} is half applied ({applied} of its statements), and those statements were edited since: restore them, or say `orm resolve --applied {tag}` when the database is as it should be"
    )]
    HalfEdited {
        /// The migration.
        tag: String,
        /// How many statements took effect.
        applied: usize,
    },
    /// An earlier run ended in the middle of a file that the folder no longer has.
    #[error("{tag} is half applied ({applied} of its statements), and this folder lacks it")]
    HalfUnknown {
        /// The migration.
        tag: String,
        /// How many statements took effect.
        applied: usize,
    },
    /// A rebuilt table broke foreign keys.
    #[error(
        "{tag} leaves {count} rows that refer to rows which don't exist; nothing of this file took effect"
    )]
    BrokenReferences {
        /// The migration.
        tag: String,
        /// How many rows.
        count: usize,
    },
    /// No migration of this name.
    #[error("the folder has no migration {tag}")]
    NoMigration {
        /// The name that was given.
        tag: String,
    },
    /// The schema in code has something that the database lacks.
    #[error(transparent)]
    Schema(#[from] BuildError),
    /// The database can't be asked.
    #[error(transparent)]
    Database(#[from] orm_core::Error),
    /// The code's tables can't be created for a comparison.
    #[error(
        "the code's tables are created for a moment, to read back how the server spells them, and this role may not: name a connection string that may with `dev` in orm.toml ({error})"
    )]
    Scratch {
        /// What the database says.
        #[source]
        error: orm_core::Error,
    },
    /// A push would lose rows or values, and nobody agreed.
    #[error(
        "nothing was executed, since this would be lost:\n  {losses}\nsay `--accept-data-loss` if that is meant, or `--rename old=new`"
    )]
    DataLoss {
        /// What would be lost, a line each.
        losses: String,
    },
    /// The configuration is wrong.
    #[error("{0}")]
    Config(String),
    /// The folder has problems, which were listed.
    #[error("{0} problems were found")]
    Problems(usize),
}

impl Error {
    pub(crate) fn file(path: &Path, error: std::io::Error) -> Self {
        Self::File {
            path: path.to_owned(),
            error,
        }
    }
}
