//! Drizzle's newer layout: a folder `20260131235959_name` for each migration, with `migration.sql`
//! and `snapshot.json`, and no journal.

use std::fs;
use std::path::Path;

use orm_core::sql::Family;

use crate::error::Error;
use crate::folder::write;
use crate::snapshot::Snapshot;

pub(crate) const SQL: &str = "migration.sql";
pub(crate) const SNAPSHOT: &str = "snapshot.json";

/// When a migration was written, in milliseconds since 1970: its name begins with it.
pub(crate) fn moment(tag: &str) -> Option<i64> {
    let (version, _) = crate::atlas::parts(tag);
    let digits = version.len() == 14;
    digits.then(|| crate::atlas::moment(tag)).flatten()
}

/// The names of the migrations, in order, with the moments at which they were written.
pub(crate) fn listed(folder: &Path) -> Result<Vec<(String, i64)>, Error> {
    let listed = match fs::read_dir(folder) {
        Ok(listed) => listed,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::file(folder, error)),
    };
    let mut found = Vec::new();
    for entry in listed {
        let path = entry.map_err(|error| Error::file(folder, error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // Such a one is being written.
        if name.starts_with('.') || !path.is_dir() {
            continue;
        }
        match moment(&name) {
            Some(when) => found.push((name.into_owned(), when)),
            None if path.join(SQL).exists() => {
                return Err(Error::Config(format!(
                    "{}: its name doesn't begin with a moment: 20260131235959_name",
                    path.display()
                )));
            }
            None => {}
        }
    }
    found.sort();
    Ok(found)
}

/// The snapshots of these migrations, up to the first that can't be read.
pub(crate) fn snapshots<'t>(
    folder: &Path,
    family: Family,
    tags: impl IntoIterator<Item = &'t str>,
) -> (Vec<Snapshot>, Option<Error>) {
    let mut found = Vec::new();
    for tag in tags {
        let path = folder.join(tag).join(SNAPSHOT);
        let read = match fs::read_to_string(&path) {
            Ok(text) => Snapshot::parse_flat(family, &text, &found)
                .map_err(|error| Error::Snapshot { path, error }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Err(Error::MissingFile { path })
            }
            Err(error) => Err(Error::file(&path, error)),
        };
        match read {
            Ok(snapshot) => found.push(snapshot),
            Err(error) => return (found, Some(error)),
        }
    }
    (found, None)
}

/// Writes a migration: whoever looks sees all of it or nothing.
pub(crate) fn add(folder: &Path, tag: &str, sql: &str, snapshot: &Snapshot) -> Result<(), Error> {
    let aside = folder.join(format!(".{tag}"));
    fs::create_dir_all(&aside).map_err(|error| Error::file(&aside, error))?;
    write(&aside.join(SNAPSHOT), &snapshot.text())?;
    write(&aside.join(SQL), sql)?;
    let place = folder.join(tag);
    fs::rename(&aside, &place).map_err(|error| Error::file(&place, error))
}
