//! Writes the migration that makes the last snapshot's schema the one in code.

mod enums;
mod online;
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
use crate::folder::{BREAKPOINT, Folder};

use online::Online;
pub use warning::Warning;

/// The line that a file begins with whose statements take effect one by one.
const NO_TRANSACTION: &str = "-- orm:no-transaction";

/// The line that a hand-written migration begins with.
pub(crate) const CUSTOM: &str = "-- Custom SQL migration file, put your code below! --";

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
    /// On Postgres, write all statements into one file that is executed in one transaction, as
    /// Drizzle's migrator does. Otherwise what looks at all rows of a table that is there already
    /// (indexes, unique keys, checks, foreign keys) stands in a file of its own, outside of a
    /// transaction, in the forms that keep nobody out.
    pub in_transaction: bool,
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
    /// A second file, behind the first: its name and text.
    pub online: Option<(String, String)>,
}

impl Generated {
    /// The names of the files, in order.
    pub fn tags(&self) -> Vec<&str> {
        let online = self.online.iter().map(|(tag, _)| tag.as_str());
        [self.tag.as_str()].into_iter().chain(online).collect()
    }
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
    let statements = of_diff(dialect, &renames.apply(dialect.family, old), new, &diff);
    (diff, statements)
}

/// `old` is as it is after the renames.
fn of_diff(dialect: &Dialect, old: &Physical, new: &Physical, diff: &Diff) -> Vec<String> {
    match dialect.family {
        Family::Sqlite => sqlite::statements(dialect, old, new, diff),
        Family::Postgres | Family::MySql => server::statements(dialect, old, new, diff),
    }
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
    let mut renames = Renames::default();
    let mut warnings = Vec::new();
    let mut files = Vec::new();
    if options.as_is {
        let new = dialect.describe(keyspace)?;
        let snapshot = last.next(dialect, &new, &renames, id);
        files.push((AS_IS.to_owned(), snapshot));
    } else if options.custom {
        files.push((CUSTOM.to_owned(), last.same_again(id)));
    } else {
        let snapshot_error = |error| folder.snapshot_error(&journal, error);
        let old = last.physical(dialect).map_err(snapshot_error)?;
        let new = dialect.describe(keyspace)?;
        renames = Renames::settle(&old, &new, &options.renames, &options.drops, ask)?;
        let mut diff = Diff::between(dialect, &old, &new, &renames);
        if diff.is_empty() {
            return Ok(None);
        }
        warnings = warning::warnings(dialect, &diff);
        let old = renames.apply(dialect.family, &old);
        let mut online = Online::default();
        // An enum that is made anew takes what stands over its columns along.
        if dialect.family == Family::Postgres
            && !options.in_transaction
            && enums::rewritten(&diff, &new).is_empty()
        {
            online = Online::take(&mut diff, &old, &new);
        }
        let mut before = last;
        if !diff.is_empty() {
            let statements = of_diff(dialect, &old, &new, &diff);
            before = before.next(dialect, &online.before(&new), &renames, id);
            files.push((joined(&statements), before.clone()));
        }
        if !online.is_empty() {
            let sql = format!("{NO_TRANSACTION}\n{}", joined(&online.statements(dialect)));
            let renames = match files.is_empty() {
                true => renames.clone(),
                false => Renames::default(),
            };
            let snapshot = before.next(dialect, &new, &renames, Uuid::new_v4());
            files.push((sql, snapshot));
        }
    }
    let words = match &options.name {
        Some(name) => slug(name)?,
        None if options.custom => "custom".to_owned(),
        None if options.as_is => "as_is".to_owned(),
        None => words(id),
    };
    let mut written = Vec::new();
    let mut now = now;
    for (at, (sql, snapshot)) in files.into_iter().enumerate() {
        let end = if at == 0 { "" } else { "_online" };
        let entry = folder.next(&journal, dialect.family, now, &format!("{words}{end}"))?;
        written.push((entry.tag.clone(), sql.clone()));
        if options.dry_run {
            journal.entries.push(entry);
            // Nothing is in the folder that the second file's version could follow.
            now += chrono::TimeDelta::seconds(1);
        } else {
            folder.add(&mut journal, entry, &sql, &snapshot)?;
        }
    }
    let mut written = written.into_iter();
    Ok(written.next().map(|(tag, sql)| Generated {
        tag,
        sql,
        warnings,
        renames,
        online: written.next(),
    }))
}

/// What to think about before the statements are executed.
pub(crate) fn warnings(dialect: &Dialect, diff: &Diff) -> Vec<Warning> {
    warning::warnings(dialect, diff)
}

/// The statements as a file has them.
pub(crate) fn joined(statements: &[String]) -> String {
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
