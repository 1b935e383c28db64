//! Looks at a folder without a database.

use std::collections::BTreeSet;
use std::fmt;

use orm_core::schema::KeyspaceDef;
use orm_core::sql::Dialect;
use uuid::Uuid;

use crate::diff::{Diff, Renames};
use crate::error::Error;
use crate::folder::{Folder, Journal, Layout};

/// Something that is wrong with a folder.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Problem {
    /// `K101`
    pub code: &'static str,
    /// The file, the migration, or the table.
    pub subject: String,
    /// What is wrong, and what to do.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.code, self.subject, self.message)
    }
}

fn problem(code: &'static str, subject: impl Into<String>, message: impl Into<String>) -> Problem {
    Problem {
        code,
        subject: subject.into(),
        message: message.into(),
    }
}

/// What is wrong with the folder: nothing, when the list is empty.
///
/// | code | |
/// |---|---|
/// | K101 | a file of the journal is missing, or can't be read |
/// | K102 | a snapshot is missing, or can't be read |
/// | K103 | a snapshot doesn't follow the one before it: two branches added a migration each |
/// | K104 | two migrations have one name or one number |
/// | K105 | a migration is older than the one before it |
/// | K106 | a file is not in the journal |
/// | K107 | the schema in code differs from the last snapshot |
/// | K110 | in Atlas's layout: `atlas.sum` is missing, or can't be read |
/// | K111 | in Atlas's layout: a file isn't what `atlas.sum` says |
///
/// # Errors
/// When the journal itself can't be read, or the schema has a type that the database lacks.
pub fn check(
    folder: &Folder,
    dialect: &Dialect,
    keyspace: &KeyspaceDef,
) -> Result<Vec<Problem>, Error> {
    let mut found = match folder.layout() {
        Layout::Atlas => crate::atlas::check_sum(folder.path())?,
        Layout::Drizzle | Layout::Folders | Layout::Wrangler => Vec::new(),
    };
    let journal = folder.journal(dialect.family)?;
    if folder.lacks_snapshots(&journal)? {
        return Ok(found);
    }
    files(folder, &journal, &mut found)?;
    order(folder, &journal, &mut found);
    chain(folder, dialect, &journal, &mut found);
    if found.is_empty() {
        changed(folder, dialect, keyspace, &journal, &mut found)?;
    }
    Ok(found)
}

fn files(folder: &Folder, journal: &Journal, found: &mut Vec<Problem>) -> Result<(), Error> {
    let mut known = BTreeSet::new();
    for entry in &journal.entries {
        let path = folder.file(&entry.tag);
        let name = path.strip_prefix(folder.path()).unwrap_or(&path);
        let name = name.to_string_lossy().into_owned();
        if let Err(error) = std::fs::read_to_string(&path) {
            let message = format!("{error}: bring the file back from version control");
            found.push(problem("K101", &name, message));
        }
        known.insert(name);
    }
    let listed = match std::fs::read_dir(folder.path()) {
        Ok(listed) => listed,
        // Nothing was written yet.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Error::file(folder.path(), error)),
    };
    for file in listed {
        let file = file.map_err(|error| Error::file(folder.path(), error))?;
        let name = file.file_name().to_string_lossy().into_owned();
        // Atlas and wrangler apply what lies there.
        let message = match folder.layout() {
            Layout::Drizzle => {
                "the journal doesn't name it, so that it is never applied: write it with `orm generate --custom`"
            }
            Layout::Folders => {
                "it stands in no folder of its own, so that it is never applied: write it with `orm generate --custom`"
            }
            Layout::Atlas | Layout::Wrangler => continue,
        };
        if name.ends_with(".sql") && !known.contains(&name) {
            found.push(problem("K106", name, message));
        }
    }
    Ok(())
}

fn order(folder: &Folder, journal: &Journal, found: &mut Vec<Problem>) {
    // By their names they always stand in order, some in one second.
    if folder.layout() == Layout::Folders {
        return;
    }
    for pair in journal.entries.windows(2) {
        let [before, entry] = pair else { continue };
        if entry.when <= before.when {
            let message = format!(
                "it was written before {}, and Drizzle's migrator skips it where that one is applied: write it anew",
                before.tag
            );
            found.push(problem("K105", &entry.tag, message));
        }
    }
    for (at, entry) in journal.entries.iter().enumerate() {
        let twice = journal.entries[..at]
            .iter()
            .any(|other| other.tag == entry.tag || other.idx == entry.idx);
        if twice {
            found.push(problem(
                "K104",
                &entry.tag,
                "another migration has its name or its number: write it anew",
            ));
        }
    }
}

fn chain(folder: &Folder, dialect: &Dialect, journal: &Journal, found: &mut Vec<Problem>) {
    let message = "its snapshot doesn't follow the one before it: two branches have added a migration each; take this one out and generate it anew";
    let (snapshots, error) = folder.snapshots(dialect.family, journal);
    // What no other snapshot follows.
    let mut ends = vec![Uuid::nil()];
    for (entry, snapshot) in journal.entries.iter().zip(&snapshots) {
        let parents = snapshot.parents();
        let follows = parents.iter().all(|parent| ends.contains(parent));
        ends.retain(|end| !parents.contains(end));
        ends.push(snapshot.id());
        // Where each migration has a folder, a later one may follow both.
        if !follows && folder.layout() != Layout::Folders {
            found.push(problem("K103", &entry.tag, message));
        }
    }
    if let (Some(error), Some(entry)) = (error, journal.entries.get(snapshots.len())) {
        found.push(problem("K102", &entry.tag, error.to_string()));
    } else if folder.layout() == Layout::Folders && ends.len() > 1 {
        let last = journal.entries.last().map(|entry| entry.tag.as_str());
        found.push(problem("K103", last.unwrap_or_default(), message));
    }
}

fn changed(
    folder: &Folder,
    dialect: &Dialect,
    keyspace: &KeyspaceDef,
    journal: &Journal,
    found: &mut Vec<Problem>,
) -> Result<(), Error> {
    let last = folder.last_snapshot(dialect.family, journal)?;
    let old = last
        .physical(dialect)
        .map_err(|error| folder.snapshot_error(journal, error))?;
    let new = dialect.describe(keyspace)?;
    let diff = Diff::between(dialect, &old, &new, &Renames::default());
    let tables = diff
        .created_tables
        .iter()
        .chain(&diff.dropped_tables)
        .cloned();
    let tables = tables.chain(
        diff.changed_tables
            .iter()
            .map(|change| change.new.name.clone()),
    );
    let enums = diff
        .created_enums
        .iter()
        .chain(&diff.dropped_enums)
        .cloned();
    let enums = enums.chain(diff.changed_enums.iter().map(|change| change.name.clone()));
    for subject in tables.chain(enums) {
        found.push(problem(
            "K107",
            subject,
            "the code has it otherwise than the last snapshot: run `orm generate`",
        ));
    }
    Ok(())
}
