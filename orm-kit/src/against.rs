//! Compares a folder with the one of a git reference.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use crate::check::Problem;
use crate::error::Error;
use crate::folder::{Folder, Migration, hash};

/// What was out in the world at a git reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Released {
    /// The names of its files, without `.sql`.
    tags: BTreeSet<String>,
    /// Those that are edited or gone by now: each is a K112.
    pub problems: Vec<Problem>,
}

impl Released {
    /// The last migration before the first that wasn't released; those behind it are new.
    pub fn last<'m>(&self, migrations: &'m [Migration]) -> Option<&'m str> {
        let released = migrations
            .iter()
            .take_while(|file| self.tags.contains(&file.tag));
        released.last().map(|file| file.tag.as_str())
    }
}

/// The folder's files at a git reference (a branch, a tag, a commit), and what happened to them since.
///
/// # Errors
/// [`Error::Git`] with what git says, for instance of a reference that doesn't exist.
pub fn released(folder: &Folder, reference: &str) -> Result<Released, Error> {
    let path = folder.path();
    // It would be taken for a flag.
    if reference.starts_with('-') || reference.is_empty() {
        return Err(Error::Git(format!("`{reference}` is no reference")));
    }
    if !path.exists() {
        return Ok(Released {
            tags: BTreeSet::new(),
            problems: Vec::new(),
        });
    }
    let commit = format!("{reference}^{{commit}}");
    git(path, &["rev-parse", "--verify", "--quiet", &commit]).map_err(|error| match error {
        Error::Git(said) if said.is_empty() => Error::Git(format!("it knows no `{reference}`")),
        error => error,
    })?;
    let top = |name: &&str| tag_of(name).is_some();
    let listed = git(
        path,
        &["ls-tree", "-r", "-z", "--name-only", reference, "--", "."],
    )?;
    let tags = listed.split('\0').filter_map(tag_of);
    let mut tags: BTreeSet<String> = tags.map(str::to_owned).collect();
    let differ = [
        "diff",
        "--relative",
        "--no-renames",
        "--diff-filter=MDT",
        "--name-only",
        "-z",
        reference,
        "--",
        ".",
    ];
    let differ = git(path, &differ)?;
    let mut problems = Vec::new();
    let kept = kept(folder)?;
    for name in differ.split('\0').filter(top) {
        let was = hash(&git(path, &["show", &format!("{reference}:./{name}")])?);
        // It stands in a folder by now, or another one stands for it.
        if let Some((_, tag)) = kept.iter().find(|(hash, _)| *hash == was) {
            tags.insert(tag.clone());
            continue;
        }
        let (what, way) = match path.join(name).exists() {
            true => (
                "was edited",
                "restore it, and write what is to change as a new migration",
            ),
            false => ("is gone", "bring it back"),
        };
        problems.push(Problem {
            code: "K112",
            subject: name.to_owned(),
            message: format!(
                "it {what} since {reference}, where databases may have applied it: {way}"
            ),
        });
    }
    Ok(Released { problems, tags })
}

/// The migration's name, of its file's.
fn tag_of(name: &str) -> Option<&str> {
    let tag = match name.split_once('/') {
        Some((tag, rest)) => Some(tag).filter(|_| rest == crate::folders::SQL),
        None => name.strip_suffix(".sql"),
    };
    tag.filter(|tag| !tag.is_empty())
}

/// The hashes of the folder's files, and of those that they stand for, with the names of the files.
fn kept(folder: &Folder) -> Result<Vec<(String, String)>, Error> {
    let mut found = Vec::new();
    let mut texts: Vec<(String, String)> = crate::atlas::files(folder.path())?
        .into_iter()
        .map(|(name, text)| (name, String::from_utf8_lossy(&text).into_owned()))
        .collect();
    for (tag, _) in crate::folders::listed(folder.path())? {
        let file = folder.path().join(&tag).join(crate::folders::SQL);
        if let Ok(text) = std::fs::read_to_string(file) {
            texts.push((tag, text));
        }
    }
    for (name, text) in texts {
        let tag = name.trim_end_matches(".sql");
        let lines = crate::squash::lines(&text).into_iter();
        let hashes = lines.map(|line| line.hash).chain([hash(&text)]);
        found.extend(hashes.map(|hash| (hash, tag.to_owned())));
    }
    Ok(found)
}

fn git(folder: &Path, args: &[&str]) -> Result<String, Error> {
    let mut command = Command::new("git");
    // Hooks and aliases of a caller's own repository are not this one's.
    command.env_remove("GIT_DIR").env_remove("GIT_INDEX_FILE");
    let output = command.arg("-C").arg(folder).args(args).output();
    let output = output.map_err(|error| Error::Git(error.to_string()))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(Error::Git(said.trim().to_owned()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
