//! wrangler's layout: `0001_name.sql` side by side, applied in the order of their numbers.

use std::path::Path;

use crate::atlas::files;
use crate::error::Error;
use crate::folder::Migration;

/// The migrations of the folder.
pub(crate) fn migrations(folder: &Path) -> Result<Vec<Migration>, Error> {
    let mut found = Vec::new();
    for (name, text) in files(folder)? {
        let wrong = |what: &str| Error::Config(format!("{}: {what}", folder.join(&name).display()));
        let number = number(&name)
            .ok_or_else(|| wrong("its name doesn't begin with a number: 0001_name.sql"))?;
        let text = String::from_utf8(text).map_err(|_| wrong("it is not UTF-8"))?;
        found.push((number, name, text));
    }
    // Of one number, they stand in the order of their names.
    found.sort_by_key(|(number, _, _)| *number);
    let made = found.into_iter().zip(0..).map(|((_, name, text), at)| {
        // No moment is known: their order takes its place.
        Migration::new(name.trim_end_matches(".sql"), at, text)
    });
    Ok(made.collect())
}

/// The number of the next file.
pub(crate) fn next_number(folder: &Path) -> Result<u32, Error> {
    let files = files(folder)?;
    let numbers = files.iter().filter_map(|(name, _)| number(name));
    let next = numbers.max().unwrap_or(0).saturating_add(1);
    Ok(u32::try_from(next).unwrap_or(u32::MAX))
}

fn number(name: &str) -> Option<u64> {
    let end = name.find(|c: char| !c.is_ascii_digit())?;
    name[..end].parse().ok()
}
