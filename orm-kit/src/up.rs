//! From Drizzle's layout with a journal to a folder for each migration.

use std::fs;
use std::path::PathBuf;

use orm_core::sql::Family;

use crate::error::Error;
use crate::folder::{Folder, Journal, Layout};
use crate::folders;
use crate::snapshot::Snapshot;

/// What [`up`] makes of a migration.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Moved {
    /// Its name in the journal.
    pub from: String,
    /// The name of its folder.
    pub to: String,
}

/// Makes a folder of each migration of a journal, with its text as it is and its snapshot in the
/// newer form, under the same id; then removes the files of the old layout. Gives the names; nothing
/// where there is no journal, which is so the second time.
///
/// The texts keep their hashes, so that a database finds all that it has applied. A run that was
/// interrupted is finished by the next. Files that the journal doesn't name stay.
///
/// # Errors
/// [`Error::Config`] in a layout that is not Drizzle's; when a file is missing or can't be read or
/// written, before anything is removed.
pub fn up(folder: &Folder, family: Family, dry_run: bool) -> Result<Vec<Moved>, Error> {
    if !matches!(folder.layout(), Layout::Drizzle | Layout::Folders) {
        return Err(Error::Config(format!(
            "{} is in the layout `{}`, and `orm up` is for Drizzle's",
            folder.path().display(),
            folder.layout().name()
        )));
    }
    let old = Folder::new(folder.path());
    let new = Folder::with_layout(folder.path(), Layout::Folders);
    let journal_file = old.path().join("meta").join("_journal.json");
    if !journal_file.exists() {
        return Ok(Vec::new());
    }
    let journal = old.journal(family)?;
    let moved = names(&new, &journal);
    let mut files = Vec::new();
    let mut before: Option<Snapshot> = None;
    for (entry, moved) in journal.entries.iter().zip(&moved) {
        let done = new.file(&moved.to);
        let source = old.file(&entry.tag);
        // An interrupted run may have removed it.
        let place = if source.exists() { &source } else { &done };
        let sql = fs::read_to_string(place).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => Error::MissingFile {
                path: source.clone(),
            },
            _ => Error::file(place, error),
        })?;
        let snapshot = old.snapshot(family, entry)?.flattened(before.as_ref());
        before = Some(snapshot.clone());
        files.push((sql, snapshot));
    }
    if dry_run {
        return Ok(moved);
    }
    for ((sql, snapshot), moved) in files.iter().zip(&moved) {
        let place = old.path().join(&moved.to);
        if place.exists() {
            fs::remove_dir_all(&place).map_err(|error| Error::file(&place, error))?;
        }
        folders::add(old.path(), &moved.to, sql, snapshot)?;
    }
    let texts = journal.entries.iter().map(|entry| old.file(&entry.tag));
    for path in texts {
        remove(path)?;
    }
    let snapshots = journal.entries.iter().map(|entry| old.snapshot_path(entry));
    let snapshots: Vec<PathBuf> = snapshots.collect();
    // The snapshots are needed as long as the journal is there.
    remove(journal_file)?;
    for path in snapshots {
        remove(path)?;
    }
    // What else is in it stays.
    let _ = fs::remove_dir(old.path().join("meta"));
    Ok(moved)
}

fn remove(path: PathBuf) -> Result<(), Error> {
    match fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Error::file(&path, error))
        }
        _ => Ok(()),
    }
}

/// The names of the folders: the moments in seconds. Those of one second keep their numbers, by which
/// they then stand in order.
fn names(new: &Folder, journal: &Journal) -> Vec<Moved> {
    let mut seconds: Vec<i64> = Vec::new();
    for entry in &journal.entries {
        let when = entry.when - entry.when.rem_euclid(1_000);
        seconds.push(seconds.last().map_or(when, |last| when.max(*last)));
    }
    let made = journal.entries.iter().zip(&seconds).map(|(entry, when)| {
        let (_, words) = crate::atlas::parts(&entry.tag);
        let alone = seconds.iter().filter(|other| *other == when).count() == 1;
        let words = if alone && !words.is_empty() {
            words
        } else {
            &entry.tag
        };
        Moved {
            from: entry.tag.clone(),
            to: new.tag(entry.idx, *when, words),
        }
    });
    made.collect()
}
