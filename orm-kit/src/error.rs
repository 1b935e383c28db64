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
        "{tag} was applied and has been edited since (its sum was {applied}, and is {found} now): restore the file, and write what is to change as a new migration"
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
    /// The database has a migration that the folder doesn't, and knows its name only.
    #[error(
        "the database has a migration {name} that this folder lacks: deploy the release that has it, or bring its file back"
    )]
    UnknownName {
        /// The migration.
        name: String,
    },
    /// A database that shall be marked isn't what the migrations make.
    #[error(
        "the database is not what {tag} leaves behind, so that nothing was recorded:\n  {differences}\nbring it there first, or say `--force` if that is meant"
    )]
    NotAsMarked {
        /// The last of the migrations that shall be recorded.
        tag: String,
        /// What differs, a line each.
        differences: String,
    },
    /// The database has some of the migrations that one stands for by now.
    #[error(
        "the database has {applied} of the {of} migrations that {tag} stands for since they were squashed, and lacks {missing}: check out the commit before the squash, `migrate` there, then come back"
    )]
    PartlySquashed {
        /// The migration that stands for them.
        tag: String,
        /// How many of them are applied.
        applied: usize,
        /// How many there are.
        of: usize,
        /// The names of those that are not.
        missing: String,
    },
    /// Migrations have statements that the schema in code doesn't say.
    #[error(
        "the schema in code doesn't say these statements:\n  {statements}\nsay `--keep-by-hand` if a new database needs them, behind the schema, or `--leave-by-hand`"
    )]
    ByHand {
        /// Their first lines.
        statements: String,
    },
    /// A migration is not for all environments, and nobody says which one this is.
    #[error(
        "{tag} is not for {names} (`-- orm:skip-on`): say where this is, with `--env` or ORM_ENV"
    )]
    NoEnvironment {
        /// The migration.
        tag: String,
        /// The environments that it names.
        names: String,
    },
    /// Atlas left a migration half applied.
    #[error(
        "Atlas left {version} half applied ({applied} of {total} statements): finish it with `atlas migrate apply`, or settle it with `atlas migrate set`"
    )]
    HalfByAtlas {
        /// The migration's version.
        version: String,
        /// How many statements took effect.
        applied: i64,
        /// How many it has.
        total: i64,
    },
    /// A file that takes effect as a whole failed.
    #[error("{tag}: {error}\n  nothing of this file took effect")]
    Batch {
        /// The migration.
        tag: String,
        /// What the database says.
        #[source]
        error: orm_core::Error,
    },
    /// A table would be made anew where foreign keys can't be switched off, and rows that refer to
    /// it would be lost.
    #[error(
        "{tag} drops {table} to make it anew, and D1 would change the rows of {child} with it (ON DELETE {action}), since foreign keys can't be switched off there: give {child} that key without an action first, in a migration of its own"
    )]
    Cascades {
        /// The migration.
        tag: String,
        /// The table that is made anew.
        table: String,
        /// The table whose rows refer to it.
        child: String,
        /// What happens to them.
        action: String,
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
    /// git can't say what was released.
    #[error("git: {0}")]
    Git(String),
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
