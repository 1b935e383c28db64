//! Atlas's flat layout: `20260101000000_name.sql` side by side, without a journal, and `atlas.sum`,
//! in which two branches that add a file each conflict.

use std::fmt;
use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::check::Problem;
use crate::error::Error;
use crate::folder::{Migration, write};

/// The file with the sums.
pub const SUM_FILE: &str = "atlas.sum";

/// What `atlas.sum` holds: a sum of each file and of those before it, and one of them all.
///
/// ```
/// use orm_kit::atlas::Sum;
///
/// let sum = Sum::of(&[("1_a.sql".to_owned(), b"SELECT 1;\n".to_vec())]);
/// let text = sum.to_string();
/// assert!(text.starts_with("h1:"));
/// assert_eq!(Sum::parse(&text), Some(sum));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Of all names and sums.
    pub total: String,
    /// The files' names and sums.
    pub entries: Vec<(String, String)>,
}

impl Sum {
    /// The sums of files, by name and in the order of their names' bytes.
    pub fn of(files: &[(String, Vec<u8>)]) -> Self {
        let mut files: Vec<_> = files.iter().collect();
        files.sort();
        let (mut running, mut all) = (Sha256::new(), Sha256::new());
        let mut entries = Vec::new();
        for (name, text) in files {
            running.update(name);
            let head = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
            if head.trim_ascii() == b"-- atlas:sum ignore" {
                continue;
            }
            running.update(text);
            let sum = STANDARD.encode(running.clone().finalize());
            all.update(name);
            all.update(&sum);
            entries.push((name.clone(), sum));
        }
        Self {
            total: STANDARD.encode(all.finalize()),
            entries,
        }
    }

    /// Reads the file's text: nothing, where a line is none of such a file.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let total = lines.next()?.strip_prefix("h1:")?.to_owned();
        let entries = lines.filter(|line| !line.trim().is_empty()).map(|line| {
            let (name, sum) = line.rsplit_once(" h1:")?;
            Some((name.to_owned(), sum.to_owned()))
        });
        let entries = entries.collect::<Option<Vec<_>>>()?;
        Some(Self { total, entries })
    }

    /// The first line at which the other, as the files are now, differs, counted from 1, with the
    /// file's name and what happened to it.
    fn differs(&self, now: &Self) -> Option<(usize, String, &'static str)> {
        let has = |sum: &Self, name: &str| sum.entries.iter().any(|(other, _)| other == name);
        for at in 0..self.entries.len().max(now.entries.len()) {
            let (was, is) = (self.entries.get(at), now.entries.get(at));
            if was == is {
                continue;
            }
            let found = match (was, is) {
                (Some((name, _)), Some((other, _))) if name == other => (name, "was edited"),
                (_, Some((name, _))) if !has(self, name) => (name, "was added"),
                (Some((name, _)), _) if !has(now, name) => (name, "was removed"),
                (Some((name, _)), _) | (None, Some((name, _))) => (name, "stands in another place"),
                (None, None) => continue,
            };
            return Some((at + 2, found.0.clone(), found.1));
        }
        let same = self.total == now.total;
        (!same).then(|| (1, SUM_FILE.to_owned(), "has another first line"))
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "h1:{}", self.total)?;
        for (name, sum) in &self.entries {
            writeln!(f, "{name} h1:{sum}")?;
        }
        Ok(())
    }
}

/// The SQL files of a folder, by name; none where the folder is missing.
pub(crate) fn files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let listed = match fs::read_dir(folder) {
        Ok(listed) => listed,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::file(folder, error)),
    };
    let mut found = Vec::new();
    for file in listed {
        let path = file.map_err(|error| Error::file(folder, error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".sql") && path.is_file() {
            let text = fs::read(&path).map_err(|error| Error::file(&path, error))?;
            found.push((name.into_owned(), text));
        }
    }
    found.sort();
    Ok(found)
}

/// Writes `atlas.sum` for the folder's files as they are, and gives the sums.
///
/// # Errors
/// When a file can't be read or written.
pub fn write_sum(folder: &Path) -> Result<Sum, Error> {
    let sum = Sum::of(&files(folder)?);
    write(&folder.join(SUM_FILE), &sum.to_string())?;
    Ok(sum)
}

/// What `atlas.sum` says of the folder's files: nothing, when they are as they were.
///
/// # Errors
/// When a file can't be read.
pub fn check_sum(folder: &Path) -> Result<Vec<Problem>, Error> {
    let files = files(folder)?;
    let now = Sum::of(&files);
    let path = folder.join(SUM_FILE);
    let problem = |code, subject: String, message: String| {
        Ok(vec![Problem {
            code,
            subject,
            message,
        }])
    };
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && files.is_empty() => {
            return Ok(Vec::new());
        }
        Err(error) => {
            let message = format!("{error}: write it with `orm hash`");
            return problem("K110", SUM_FILE.to_owned(), message);
        }
    };
    let Some(written) = Sum::parse(&text) else {
        let message = "it can't be read: two branches were merged into it? Look at the order of their files, then run `orm hash`";
        return problem("K110", SUM_FILE.to_owned(), message.to_owned());
    };
    match written.differs(&now) {
        None => Ok(Vec::new()),
        Some((line, name, what)) => {
            let message = format!(
                "it {what} ({SUM_FILE}, line {line}): bring it back if it was applied, otherwise run `orm hash`"
            );
            problem("K111", name, message)
        }
    }
}

/// The migrations of the folder.
pub(crate) fn migrations(folder: &Path) -> Result<Vec<Migration>, Error> {
    let files = files(folder)?;
    let sum = Sum::of(&files);
    let read = files.into_iter().map(|(name, text)| {
        let path = folder.join(&name);
        let wrong = |what: &str| Error::Config(format!("{}: {what}", path.display()));
        let tag = name.trim_end_matches(".sql");
        let text = String::from_utf8(text).map_err(|_| wrong("it is not UTF-8"))?;
        // Their statements would be cut, or applied, otherwise than Atlas does.
        for directive in ["atlas:delimiter", "atlas:checkpoint"] {
            if text
                .lines()
                .any(|line| line.trim_start_matches('-').trim().starts_with(directive))
            {
                return Err(wrong(&format!("`{directive}` is not known here")));
            }
        }
        let when = moment(tag).ok_or_else(|| {
            wrong("its name doesn't begin with a version: 20260131235959_name.sql, or a number")
        })?;
        // What Atlas records of it.
        let known = sum.entries.iter().find(|(of, _)| *of == name);
        let hash = known.map(|(_, sum)| sum.clone());
        Ok(Migration {
            hash: hash.unwrap_or_default(),
            ..Migration::new(tag, when, text)
        })
    });
    let mut read: Vec<Migration> = read.collect::<Result<_, Error>>()?;
    read.sort_by_key(|migration| migration.when);
    match read.windows(2).find(|pair| pair[0].when == pair[1].when) {
        None => Ok(read),
        Some(pair) => Err(Error::Config(format!(
            "{} and {} have one version: give one of them another",
            pair[0].tag, pair[1].tag
        ))),
    }
}

/// A migration's version and its description.
pub(crate) fn parts(tag: &str) -> (&str, &str) {
    tag.split_once('_').unwrap_or((tag, ""))
}

/// When the migration was written, in milliseconds since 1970; a number that is no moment is taken
/// as it is.
pub(crate) fn moment(tag: &str) -> Option<i64> {
    let (version, _) = parts(tag);
    if version.len() == 14 && version.bytes().all(|byte| byte.is_ascii_digit()) {
        let moment = chrono::NaiveDateTime::parse_from_str(version, "%Y%m%d%H%M%S").ok()?;
        return Some(moment.and_utc().timestamp_millis());
    }
    version.parse().ok().filter(|number| *number >= 0)
}
