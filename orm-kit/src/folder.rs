//! A folder of migrations: in Drizzle's layout `0000_name.sql`, `meta/_journal.json`,
//! `meta/0000_snapshot.json`; in others as [`Layout`] says.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use orm_core::sql::Family;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::snapshot::{self, Snapshot, SnapshotError};

/// Stands between two statements of a file.
pub const BREAKPOINT: &str = "--> statement-breakpoint";

/// A folder of migrations.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
    layout: Layout,
}

/// How the files of a folder lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// Drizzle's: a journal and snapshots in `meta`.
    #[default]
    Drizzle,
    /// Drizzle's newer one: a folder `20260131235959_name` for each migration, with `migration.sql`
    /// and `snapshot.json`.
    Folders,
    /// Atlas's: files with versions side by side, and `atlas.sum`. The journal and the snapshots of
    /// those that this tool generates stand in `meta`, into which Atlas doesn't look.
    Atlas,
    /// wrangler's: numbered files side by side, for SQLite and D1. The journal and the snapshots of
    /// those that this tool generates stand in `meta`, into which wrangler doesn't look.
    Wrangler,
}

impl Layout {
    /// As `orm.toml` spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Drizzle => "drizzle",
            Self::Folders => "folders",
            Self::Atlas => "atlas",
            Self::Wrangler => "wrangler",
        }
    }
}

/// `meta/_journal.json`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Journal {
    /// The format's version.
    pub version: String,
    /// Drizzle's name of the dialect.
    pub dialect: String,
    /// The migrations, in the order in which they were written.
    pub entries: Vec<Entry>,
}

/// A migration in the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number, counted from 0.
    pub idx: u32,
    /// The version of its snapshot.
    pub version: String,
    /// When it was written, in milliseconds since 1970.
    pub when: i64,
    /// Its file's name without `.sql`.
    pub tag: String,
    /// Whether its statements stand between breakpoints.
    pub breakpoints: bool,
}

/// A migration with its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migration {
    /// Its file's name without `.sql`.
    pub tag: String,
    /// When it was written, in milliseconds since 1970.
    pub when: i64,
    /// The file's text.
    pub sql: String,
    /// SHA-256 of the text, in hexadecimal digits; in Atlas's layout the file's sum in `atlas.sum`.
    pub hash: String,
}

impl Migration {
    /// A migration of this text.
    pub fn new(tag: impl Into<String>, when: i64, sql: impl Into<String>) -> Self {
        let sql = sql.into();
        Self {
            tag: tag.into(),
            when,
            hash: hash(&sql),
            sql,
        }
    }
}

impl Migration {
    /// Whether its file says `-- orm:skip-on` of this environment.
    ///
    /// # Errors
    /// [`Error::NoEnvironment`] when it names some, and nobody says where this is.
    pub fn is_skipped(&self, environment: Option<&str>) -> Result<bool, Error> {
        let names = crate::split::skipped_on(&self.sql);
        match environment {
            Some(environment) => Ok(names.iter().any(|name| name == environment)),
            None if names.is_empty() => Ok(false),
            None => Err(Error::NoEnvironment {
                tag: self.tag.clone(),
                names: names.join(", "),
            }),
        }
    }
}

/// SHA-256 of a text, in hexadecimal digits.
pub fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Entry {
    pub(crate) fn new(idx: u32, family: Family, when: i64, tag: String) -> Self {
        Self {
            idx,
            version: snapshot::version(family).to_owned(),
            when,
            tag,
            breakpoints: true,
        }
    }
}

impl Journal {
    fn empty(family: Family) -> Self {
        Self {
            version: "7".to_owned(),
            dialect: snapshot::dialect_name(family).to_owned(),
            entries: Vec::new(),
        }
    }

    /// The number of the next migration.
    pub fn next_index(&self) -> u32 {
        self.entries
            .iter()
            .map(|entry| entry.idx + 1)
            .max()
            .unwrap_or(0)
    }

    /// The moment, or one after the last migration's where clocks differ: migrators compare them.
    pub(crate) fn after(&self, now: chrono::DateTime<chrono::Utc>) -> i64 {
        let last = self.entries.iter().map(|entry| entry.when).max();
        let now = now.timestamp_millis();
        last.map_or(now, |last| now.max(last.saturating_add(1)))
    }

    /// The file's text, as drizzle-kit writes it.
    pub fn text(&self) -> String {
        // A journal always has a text.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl Folder {
    /// A folder in Drizzle's layout, which may be missing as long as nothing was written.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self::with_layout(path, Layout::Drizzle)
    }

    /// A folder in this layout.
    pub fn with_layout(path: impl Into<PathBuf>, layout: Layout) -> Self {
        let path = path.into();
        Self { path, layout }
    }

    /// How its files lie.
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn meta(&self, name: &str) -> PathBuf {
        self.path.join("meta").join(name)
    }

    fn read(&self, path: &Path) -> Result<Option<String>, Error> {
        match fs::read_to_string(path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::file(path, error)),
        }
    }

    /// The journal; an empty one where there is none yet. Where each migration has a folder, the
    /// folders' names are read instead.
    ///
    /// # Errors
    /// When it can't be read, or is another dialect's; [`Error::Config`] where the files lie in
    /// Drizzle's other layout.
    pub fn journal(&self, family: Family) -> Result<Journal, Error> {
        let path = self.meta("_journal.json");
        if self.layout == Layout::Folders {
            if path.exists() {
                return Err(Error::Config(format!(
                    "{} is of the layout with a journal: run `orm up` once, which makes a folder of each migration",
                    self.path.display()
                )));
            }
            return self.listed(family);
        }
        let Some(text) = self.read(&path)? else {
            if self.layout == Layout::Drizzle && !crate::folders::listed(&self.path)?.is_empty() {
                return Err(Error::Config(format!(
                    "{} has a folder for each migration: say `layout = \"folders\"` in orm.toml",
                    self.path.display()
                )));
            }
            return Ok(Journal::empty(family));
        };
        let journal: Journal = serde_json::from_str(&text).map_err(|error| Error::Journal {
            path: path.clone(),
            reason: error.to_string(),
        })?;
        let wrong = |reason: String| Error::Journal {
            path: path.clone(),
            reason,
        };
        let expected = snapshot::dialect_name(family);
        if journal.dialect != expected {
            let found = &journal.dialect;
            return Err(wrong(format!(
                "it is of dialect {found}, where {expected} was expected"
            )));
        }
        for entry in &journal.entries {
            // The name becomes a path.
            if entry.tag.is_empty()
                || entry.tag.contains(['/', '\\', '\0'])
                || entry.tag.starts_with('.')
            {
                return Err(wrong(format!("`{}` is no file's name", entry.tag)));
            }
        }
        Ok(journal)
    }

    /// What a journal would say of the folders.
    fn listed(&self, family: Family) -> Result<Journal, Error> {
        let mut journal = Journal::empty(family);
        for (at, (tag, when)) in (0..).zip(crate::folders::listed(&self.path)?) {
            let entry = Entry::new(at, family, when, tag);
            journal.entries.push(entry);
        }
        Ok(journal)
    }

    /// The migrations with their texts, in the journal's order; in Atlas's layout in that of their
    /// versions.
    ///
    /// # Errors
    /// [`Error::MissingFile`] when the journal names a file that isn't there; [`Error::Config`] in
    /// Atlas's layout for a name without a version, and for a directive that isn't known here.
    pub fn migrations(&self, family: Family) -> Result<Vec<Migration>, Error> {
        match self.layout {
            Layout::Drizzle | Layout::Folders => {}
            Layout::Atlas => return crate::atlas::migrations(&self.path),
            Layout::Wrangler => return crate::wrangler::migrations(&self.path),
        }
        let journal = self.journal(family)?;
        let entries = journal.entries.iter();
        entries
            .map(|entry| {
                let path = self.file(&entry.tag);
                let sql = self.read(&path)?.ok_or(Error::MissingFile { path })?;
                Ok(Migration::new(&entry.tag, entry.when, sql))
            })
            .collect()
    }

    /// The number of the next migration: behind those of the journal, and in wrangler's layout
    /// behind the files that the journal doesn't name.
    pub(crate) fn next_index(&self, journal: &Journal) -> Result<u32, Error> {
        let next = journal.next_index();
        if self.layout != Layout::Wrangler {
            return Ok(next);
        }
        Ok(next.max(crate::wrangler::next_number(&self.path)?))
    }

    /// Whether there are files that no snapshot stands behind.
    pub(crate) fn lacks_snapshots(&self, journal: &Journal) -> Result<bool, Error> {
        let own = matches!(self.layout, Layout::Drizzle | Layout::Folders);
        let alone = own || !journal.entries.is_empty();
        Ok(!alone && !crate::atlas::files(&self.path)?.is_empty())
    }

    /// The moment, or one after the last migration's, where clocks differ.
    pub(crate) fn after(
        &self,
        journal: &Journal,
        now: chrono::DateTime<chrono::Utc>,
    ) -> Result<i64, Error> {
        let when = journal.after(now);
        // A version has no fractions of a second.
        let last = match self.layout {
            Layout::Drizzle | Layout::Wrangler => return Ok(when),
            Layout::Folders => journal.entries.last().map(|last| last.when),
            Layout::Atlas => crate::atlas::migrations(&self.path)?
                .last()
                .map(|last| last.when),
        };
        Ok(when.max(last.map_or(when, |last| last.saturating_add(1_000))))
    }

    /// The next migration, with a name of these words.
    pub(crate) fn next(
        &self,
        journal: &Journal,
        family: Family,
        now: chrono::DateTime<chrono::Utc>,
        words: &str,
    ) -> Result<Entry, Error> {
        let index = self.next_index(journal)?;
        let tag = self.tag(index, self.after(journal, now)?, words);
        let named = crate::folders::moment(&tag).filter(|_| self.layout == Layout::Folders);
        let when = named.unwrap_or_else(|| journal.after(now));
        Ok(Entry::new(index, family, when, tag))
    }

    /// The name of a migration.
    pub(crate) fn tag(&self, index: u32, when: i64, words: &str) -> String {
        let moment = chrono::DateTime::from_timestamp_millis(when);
        match (self.layout, moment) {
            (Layout::Atlas | Layout::Folders, Some(moment)) => {
                format!("{}_{words}", moment.format("%Y%m%d%H%M%S"))
            }
            _ => format!("{index:04}_{words}"),
        }
    }

    /// The path of a migration's file.
    pub fn file(&self, tag: &str) -> PathBuf {
        match self.layout {
            Layout::Folders => self.path.join(tag).join(crate::folders::SQL),
            _ => self.path.join(format!("{tag}.sql")),
        }
    }

    /// The path of a migration's snapshot: its name's first part decides.
    pub(crate) fn snapshot_path(&self, entry: &Entry) -> PathBuf {
        if self.layout == Layout::Folders {
            return self.path.join(&entry.tag).join(crate::folders::SNAPSHOT);
        }
        let prefix = entry.tag.split('_').next().unwrap_or_default();
        self.meta(&format!("{prefix}_snapshot.json"))
    }

    /// The snapshot of a migration.
    ///
    /// # Errors
    /// When it is missing or can't be read.
    pub fn snapshot(&self, family: Family, entry: &Entry) -> Result<Snapshot, Error> {
        if self.layout == Layout::Folders {
            let journal = self.listed(family)?;
            let tags = journal.entries.iter().map(|entry| entry.tag.as_str());
            let mut seen = false;
            let tags = tags.take_while(|tag| !std::mem::replace(&mut seen, *tag == entry.tag));
            let (mut found, error) = crate::folders::snapshots(&self.path, family, tags);
            let path = self.snapshot_path(entry);
            return match error {
                Some(error) => Err(error),
                None => found.pop().ok_or(Error::MissingFile { path }),
            };
        }
        let path = self.snapshot_path(entry);
        let text = self
            .read(&path)?
            .ok_or_else(|| Error::MissingFile { path: path.clone() })?;
        Snapshot::parse(family, &text).map_err(|error| Error::Snapshot { path, error })
    }

    /// The snapshots of all migrations, up to the first that can't be read.
    pub(crate) fn snapshots(
        &self,
        family: Family,
        journal: &Journal,
    ) -> (Vec<Snapshot>, Option<Error>) {
        if self.layout == Layout::Folders {
            let tags = journal.entries.iter().map(|entry| entry.tag.as_str());
            return crate::folders::snapshots(&self.path, family, tags);
        }
        let mut found = Vec::new();
        for entry in &journal.entries {
            match self.snapshot(family, entry) {
                Ok(snapshot) => found.push(snapshot),
                Err(error) => return (found, Some(error)),
            }
        }
        (found, None)
    }

    pub(crate) fn last_snapshot(
        &self,
        family: Family,
        journal: &Journal,
    ) -> Result<Snapshot, Error> {
        match journal.entries.last() {
            None if self.layout == Layout::Folders => Ok(Snapshot::empty_flat(family)),
            Some(_) if self.layout == Layout::Folders => self.last_of_all(family, journal),
            None => Ok(Snapshot::empty(family)),
            Some(entry) => self.snapshot(family, entry),
        }
    }

    /// The snapshot that all others lead to.
    fn last_of_all(&self, family: Family, journal: &Journal) -> Result<Snapshot, Error> {
        let (mut found, error) = self.snapshots(family, journal);
        if let Some(error) = error {
            return Err(error);
        }
        let followed: Vec<_> = found.iter().flat_map(Snapshot::parents).collect();
        let ends = found
            .iter()
            .zip(&journal.entries)
            .filter(|(snapshot, _)| !followed.contains(&snapshot.id()));
        let ends: Vec<&str> = ends.map(|(_, entry)| entry.tag.as_str()).collect();
        if ends.len() > 1 {
            return Err(Error::Config(format!(
                "two branches have added migrations: {} don't follow each other; take one out and generate it anew",
                ends.join(" and ")
            )));
        }
        found.pop().ok_or_else(|| Error::MissingFile {
            path: self.path.clone(),
        })
    }

    pub(crate) fn snapshot_error(&self, journal: &Journal, error: SnapshotError) -> Error {
        let path = journal
            .entries
            .last()
            .map(|entry| self.snapshot_path(entry));
        Error::Snapshot {
            path: path.unwrap_or_else(|| self.path.clone()),
            error,
        }
    }

    /// Adds a migration. The journal is written last: a migration that it doesn't name isn't there.
    pub(crate) fn add(
        &self,
        journal: &mut Journal,
        entry: Entry,
        sql: &str,
        snapshot: &Snapshot,
    ) -> Result<(), Error> {
        if self.layout == Layout::Folders {
            crate::folders::add(&self.path, &entry.tag, sql, snapshot)?;
            journal.entries.push(entry);
            return Ok(());
        }
        let meta = self.path.join("meta");
        fs::create_dir_all(&meta).map_err(|error| Error::file(&meta, error))?;
        let path = self.file(&entry.tag);
        write(&path, sql)?;
        write(&self.snapshot_path(&entry), &snapshot.text())?;
        journal.entries.push(entry);
        write(&self.meta("_journal.json"), &journal.text())?;
        match self.layout {
            Layout::Atlas => crate::atlas::write_sum(&self.path).map(drop),
            Layout::Drizzle | Layout::Folders | Layout::Wrangler => Ok(()),
        }
    }
}

/// Writes a file in one step: whoever reads it sees the old or the new one.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Error> {
    let aside = path.with_extension("tmp");
    let written = fs::File::create(&aside)
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        })
        .and_then(|()| fs::rename(&aside, path));
    written.map_err(|error| Error::file(path, error))
}
