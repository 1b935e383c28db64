//! Makes one migration of many, from which new databases begin.

use std::fs;

use orm_core::schema::KeyspaceDef;
use orm_core::sql::Dialect;

use crate::check::check;
use crate::error::Error;
use crate::folder::{Entry, Folder, Layout, Migration, write};
use crate::generate::{CUSTOM, export, joined};
use crate::split;

/// What becomes of statements that the schema in code doesn't say: rows, views, functions, policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByHand {
    /// They stand behind the schema, in their order.
    Keep,
    /// A new database doesn't need them.
    Leave,
}

/// What was made of a folder's migrations.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Squashed {
    /// The one that is left. It has the name of the last, so that other tools which look at names or
    /// moments find it applied where that one is.
    pub tag: String,
    /// Its text.
    pub sql: String,
    /// The names of those that it stands for.
    pub squashed: Vec<String>,
}

/// A migration that another one stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) tag: String,
    pub(crate) when: i64,
    pub(crate) hash: String,
    /// Stands for all lines above it too: a database may have begun with it.
    pub(crate) whole: bool,
}

/// The migrations that a file stands for: comments in its head name them.
pub(crate) fn lines(sql: &str) -> Vec<Line> {
    let said = split::head(sql).filter_map(|said| {
        let (words, whole) = match said.strip_prefix("orm:squashes ") {
            Some(words) => (words, false),
            None => (said.strip_prefix("orm:squashes-all ")?, true),
        };
        let mut words = words.split_whitespace();
        Some(Line {
            tag: words.next()?.to_owned(),
            when: words.next()?.parse().ok()?,
            hash: words.next()?.to_owned(),
            whole,
        })
    });
    said.collect()
}

/// Makes one migration of all that the folder has: the statements that create the schema in code.
/// Databases that have applied all of them go on; new ones begin with it. Nothing (`None`) where
/// there are not two of them.
///
/// A database that has applied some of them is an error of [`migrate`](crate::migrate::migrate) that
/// says what to do: squash when all databases are up to date.
///
/// # Errors
/// [`Error::Config`] in Atlas's layout, which has checkpoints of its own, and when [`check`] finds
/// something; [`Error::ByHand`] where there are statements that the code doesn't say and `by_hand` is
/// nothing; when a file can't be read or written.
pub fn squash(
    folder: &Folder,
    dialect: &'static Dialect,
    keyspace: &KeyspaceDef,
    by_hand: Option<ByHand>,
    dry_run: bool,
) -> Result<Option<Squashed>, Error> {
    if folder.layout() == Layout::Atlas {
        return Err(Error::Config(
            "Atlas's folders have checkpoints: `atlas migrate checkpoint`".to_owned(),
        ));
    }
    let journal = folder.journal(dialect.family)?;
    let migrations = folder.migrations(dialect.family)?;
    let (Some(last), Some(entry)) = (migrations.last(), journal.entries.last()) else {
        return Ok(None);
    };
    if migrations.len() < 2 {
        return Ok(None);
    }
    if let Some(problem) = check(folder, dialect, keyspace)?.first() {
        return Err(Error::Config(format!("before this: {problem}")));
    }
    let schema = export(dialect, keyspace)?;
    let other = others(dialect, &migrations, &schema);
    let kept = match by_hand {
        Some(ByHand::Keep) => other,
        None if !other.is_empty() => {
            let shown = other.iter().map(|sql| split::without_comments(sql));
            let shown = shown.filter_map(|sql| sql.lines().next());
            return Err(Error::ByHand {
                statements: shown.collect::<Vec<_>>().join("\n  "),
            });
        }
        Some(ByHand::Leave) | None => Vec::new(),
    };
    let mut sql = String::new();
    for migration in &migrations {
        let before = lines(&migration.sql);
        let again = !before.is_empty();
        for line in before {
            sql.push_str(&comment(&line));
        }
        sql.push_str(&comment(&Line {
            tag: migration.tag.clone(),
            when: migration.when,
            hash: migration.hash.clone(),
            whole: again,
        }));
    }
    let statements: Vec<String> = schema.into_iter().chain(kept).collect();
    sql.push_str(&joined(&statements));
    let squashed = Squashed {
        tag: last.tag.clone(),
        sql,
        squashed: migrations
            .iter()
            .map(|migration| migration.tag.clone())
            .collect(),
    };
    if !dry_run {
        let snapshot = folder.last_snapshot(dialect.family, &journal)?.first();
        let entry = Entry {
            tag: last.tag.clone(),
            ..entry.clone()
        };
        let old = journal.entries.iter();
        let old = old.map(|entry| folder.snapshot_path(entry));
        let old: Vec<_> = old
            .chain(migrations.iter().map(|file| folder.file(&file.tag)))
            .collect();
        folder.replace(&journal, &entry, &squashed.sql, &snapshot)?;
        let own = [folder.snapshot_path(&entry), folder.file(&entry.tag)];
        for path in old.into_iter().filter(|path| !own.contains(path)) {
            fs::remove_file(&path).map_err(|error| Error::file(&path, error))?;
            if let (Layout::Folders, Some(parent)) = (folder.layout(), path.parent()) {
                // What else is in it stays.
                let _ = fs::remove_dir(parent);
            }
        }
    }
    Ok(Some(squashed))
}

fn comment(line: &Line) -> String {
    let all = if line.whole { "-all" } else { "" };
    format!(
        "-- orm:squashes{all} {} {} {}\n",
        line.tag, line.when, line.hash
    )
}

/// The statements that are neither of the schema nor about rows that a new database doesn't have.
fn others(dialect: &Dialect, migrations: &[Migration], schema: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for migration in migrations {
        // Of an earlier one these are kept already, or left.
        let custom = migration.sql.contains(CUSTOM) || !lines(&migration.sql).is_empty();
        for sql in split::statements(dialect.family, &migration.sql) {
            if !is_made(&sql, custom) && !schema.iter().any(|made| made.contains(&sql)) {
                found.push(sql);
            }
        }
    }
    found
}

/// Whether `generate` says it again, as far as a new database needs it.
fn is_made(sql: &str, custom: bool) -> bool {
    let plain = split::without_comments(sql).to_ascii_uppercase();
    let words: Vec<&str> = plain.split_whitespace().take(4).collect();
    match words.as_slice() {
        ["ALTER", "TABLE", ..] => !plain.contains("ROW LEVEL SECURITY"),
        ["CREATE", "UNIQUE", "INDEX", ..] => true,
        [
            "CREATE" | "ALTER" | "DROP",
            "TABLE" | "INDEX" | "TYPE" | "EXTENSION",
            ..,
        ] => true,
        ["DROP", "TRIGGER", ..] | ["RENAME", "TABLE", ..] => true,
        ["COMMENT", "ON", "TABLE" | "COLUMN", ..] => true,
        ["PRAGMA" | "SET", ..] => true,
        ["INSERT", "INTO", table, ..] => table.trim_start_matches(['"', '`']).starts_with("__NEW_"),
        ["UPDATE" | "DELETE", ..] => !custom,
        _ => false,
    }
}

impl Folder {
    /// Writes a migration in place of all that the journal has.
    fn replace(
        &self,
        journal: &crate::folder::Journal,
        entry: &Entry,
        sql: &str,
        snapshot: &crate::snapshot::Snapshot,
    ) -> Result<(), Error> {
        write(&self.file(&entry.tag), sql)?;
        write(&self.snapshot_path(entry), &snapshot.text())?;
        if self.layout() == Layout::Folders {
            return Ok(());
        }
        let journal = crate::folder::Journal {
            entries: vec![entry.clone()],
            ..journal.clone()
        };
        write(
            &self.path().join("meta").join("_journal.json"),
            &journal.text(),
        )
    }
}
