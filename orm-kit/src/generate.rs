//! Writes the migration that makes the last snapshot's schema the one in code.

mod enums;
mod server;
pub(crate) mod sqlite;
mod warning;

use chrono::{DateTime, Utc};
use orm_core::schema::KeyspaceDef;
use orm_core::schema::physical::Physical;
use orm_core::sql::{Dialect, Family};
use uuid::Uuid;

use crate::diff::{Ask, Diff, Question, Renames, UnansweredRename};
use crate::error::Error;
use crate::folder::{BREAKPOINT, Entry, Folder};

pub use warning::Warning;

/// The line that a hand-written migration begins with.
const CUSTOM: &str = "-- Custom SQL migration file, put your code below! --";

/// The file whose snapshot is of what was there already.
const AS_IS: &str = "-- The schema as it was when this tool came to it: nothing is executed.\n";

/// What is asked of [`generate`].
#[derive(Clone, Debug, Default)]
pub struct GenerateOptions {
    /// The migration's name; words that say what it does when there is none.
    pub name: Option<String>,
    /// An empty file for statements by hand.
    pub custom: bool,
    /// A file without statements, whose snapshot is the schema in code: for a folder whose files
    /// have made it already.
    pub as_is: bool,
    /// `table=table`, `table.column=table.column`, `enum.value=enum.value`.
    pub renames: Vec<String>,
    /// `table`, `table.column`: gone for good, not renamed.
    pub drops: Vec<String>,
    /// Write nothing.
    pub dry_run: bool,
}

/// A migration that was written.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The file's name without `.sql`.
    pub tag: String,
    /// The file's text.
    pub sql: String,
    /// What to think about before it is applied.
    pub warnings: Vec<Warning>,
    /// What was renamed.
    pub renames: Renames,
}

/// The statements that make one schema the other, in the dialect's order. `old` is as it was, before
/// the renames.
pub fn statements(
    dialect: &Dialect,
    old: &Physical,
    new: &Physical,
    renames: &Renames,
) -> (Diff, Vec<String>) {
    let diff = Diff::between(dialect, old, new, renames);
    let renamed = renames.apply(dialect.family, old);
    let statements = match dialect.family {
        Family::Sqlite => sqlite::statements(dialect, &renamed, new, &diff),
        Family::Postgres | Family::MySql => server::statements(dialect, &renamed, new, &diff),
    };
    (diff, statements)
}

/// The statements that create the whole schema in an empty database.
///
/// # Errors
/// [`Error::Schema`] for a column of a type that the database doesn't have.
pub fn export(dialect: &Dialect, keyspace: &KeyspaceDef) -> Result<Vec<String>, Error> {
    let new = dialect.describe(keyspace)?;
    Ok(statements(dialect, &Physical::default(), &new, &Renames::default()).1)
}

/// Nobody is there to be asked.
pub fn unattended(question: &Question) -> Result<Option<usize>, UnansweredRename> {
    Err(UnansweredRename(question.clone()))
}

/// Compares the schema in code with the folder's last snapshot, and writes the migration with its
/// snapshot and its line in the journal. `None`: nothing has changed.
///
/// What no snapshot knew is never dropped.
///
/// # Errors
/// When the folder can't be read or written, when its snapshots are no chain, when the schema has a
/// type that the database lacks, and when something may have been renamed and neither the options nor
/// `ask` say so.
pub fn generate(
    folder: &Folder,
    dialect: &Dialect,
    keyspace: &KeyspaceDef,
    options: &GenerateOptions,
    now: DateTime<Utc>,
    ask: Ask<'_>,
) -> Result<Option<Generated>, Error> {
    let mut journal = folder.journal(dialect.family)?;
    if !options.as_is && folder.lacks_snapshots(&journal)? {
        return Err(Error::Config(format!(
            "{} has files and no snapshot, so that what they made isn't known here: bring the code to it, then run `orm generate --as-is` once",
            folder.path().display()
        )));
    }
    let last = folder.last_snapshot(dialect.family, &journal)?;
    let id = Uuid::new_v4();
    let (sql, snapshot, warnings, renames) = if options.as_is {
        let renames = Renames::default();
        let new = dialect.describe(keyspace)?;
        let snapshot = last.next(dialect, &new, &renames, id);
        (AS_IS.to_owned(), snapshot, Vec::new(), renames)
    } else if options.custom {
        let sql = CUSTOM.to_owned();
        (sql, last.same_again(id), Vec::new(), Renames::default())
    } else {
        let snapshot_error = |error| folder.snapshot_error(&journal, error);
        let old = last.physical(dialect).map_err(snapshot_error)?;
        let new = dialect.describe(keyspace)?;
        let renames = Renames::settle(&old, &new, &options.renames, &options.drops, ask)?;
        let (diff, statements) = statements(dialect, &old, &new, &renames);
        if diff.is_empty() {
            return Ok(None);
        }
        let snapshot = last.next(dialect, &new, &renames, id);
        (
            joined(&statements),
            snapshot,
            warning::warnings(dialect, &diff),
            renames,
        )
    };
    let words = match &options.name {
        Some(name) => slug(name)?,
        None if options.custom => "custom".to_owned(),
        None if options.as_is => "as_is".to_owned(),
        None => words(id),
    };
    let index = folder.next_index(&journal)?;
    let when = folder.after(&journal, now)?;
    let tag = folder.tag(index, when, &words);
    if !options.dry_run {
        let entry = Entry::new(index, dialect.family, journal.after(now), tag.clone());
        folder.add(&mut journal, entry, &sql, &snapshot)?;
    }
    Ok(Some(Generated {
        tag,
        sql,
        warnings,
        renames,
    }))
}

/// The statements as a file has them.
fn joined(statements: &[String]) -> String {
    let ended: Vec<String> = statements.iter().map(|sql| format!("{sql};")).collect();
    let mut text = String::new();
    for (at, sql) in ended.iter().enumerate() {
        if at > 0 {
            // A statement of several lines has the line to itself.
            text.push_str(if text.ends_with("\n);") { "\n" } else { "" });
            text.push_str(BREAKPOINT);
            text.push('\n');
        }
        text.push_str(sql);
    }
    text
}

/// The name as a part of a file's name.
fn slug(name: &str) -> Result<String, Error> {
    let usable = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let slug: String = name
        .trim()
        .chars()
        .map(|c| if c == ' ' { '_' } else { c })
        .collect();
    if slug.is_empty() || !slug.chars().all(usable) || slug.len() > 100 {
        return Err(Error::Name {
            name: name.to_owned(),
        });
    }
    Ok(slug)
}

/// Two words, so that two branches don't write the same file.
fn words(id: Uuid) -> String {
    const FIRST: [&str; 16] = [
        "amber", "brave", "calm", "deep", "early", "fair", "green", "high", "ivory", "keen",
        "light", "mild", "noble", "quiet", "swift", "warm",
    ];
    const SECOND: [&str; 16] = [
        "anchor", "bridge", "cedar", "delta", "ember", "field", "gate", "harbor", "island",
        "lantern", "meadow", "north", "orchard", "river", "summit", "valley",
    ];
    let bytes = id.as_bytes();
    let pick = |words: &[&'static str; 16], byte: u8| words[usize::from(byte % 16)];
    format!("{}_{}", pick(&FIRST, bytes[0]), pick(&SECOND, bytes[1]))
}
