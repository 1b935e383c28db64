//! Migrations inside of the program, for containers that have no folder.
//!
//! The build script of an application, with `orm-kit` as a build dependency that needs no feature:
//!
//! ```no_run
//! use orm_core::sql::Family;
//! use orm_kit::embed;
//! use orm_kit::folder::Folder;
//!
//! fn main() -> Result<(), orm_kit::Error> {
//!     embed::write(&Folder::new("migrations/policies"), Family::Postgres, "policies.rs")
//! }
//! ```
//!
//! and the application itself:
//!
//! ```
//! use orm_kit::embed::{Embedded, migrations};
//!
//! // In an application: include!(concat!(env!("OUT_DIR"), "/policies.rs"))
//! const POLICIES: &[Embedded] = &[Embedded { tag: "0000_start", when: 1, hash: "5e", sql: "SELECT 1" }];
//!
//! let files = migrations(POLICIES);
//! assert_eq!(files[0].tag, "0000_start");
//! ```

use std::fmt::Write;
use std::path::{Path, PathBuf};

use orm_core::sql::Family;

use crate::error::Error;
use crate::folder::{Folder, Migration};

/// A migration inside of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Embedded {
    /// Its file's name without `.sql`.
    pub tag: &'static str,
    /// When it was written, in milliseconds since 1970.
    pub when: i64,
    /// The file's hash, as the layout has it.
    pub hash: &'static str,
    /// The file's text.
    pub sql: &'static str,
}

/// The migrations, as [`migrate`](crate::migrate::migrate) takes them.
pub fn migrations(embedded: &[Embedded]) -> Vec<Migration> {
    let made = embedded.iter().map(|file| Migration {
        tag: file.tag.to_owned(),
        when: file.when,
        hash: file.hash.to_owned(),
        sql: file.sql.to_owned(),
    });
    made.collect()
}

/// A folder's migrations as an expression in Rust, whose type is `&[Embedded]`. A relative path is
/// that of the crate which includes it.
///
/// # Errors
/// As [`Folder::migrations`].
pub fn expression(folder: &Folder, family: Family) -> Result<String, Error> {
    let mut text = "&[\n".to_owned();
    for migration in folder.migrations(family)? {
        let path = folder.file(&migration.tag);
        let place = if path.is_absolute() {
            format!("{path:?}")
        } else {
            let path = Path::new("/").join(path);
            format!("concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?})")
        };
        let Migration {
            tag, when, hash, ..
        } = migration;
        // A text takes whatever is written.
        let _ = writeln!(
            text,
            "    ::orm_kit::embed::Embedded {{ tag: {tag:?}, when: {when}, hash: {hash:?}, sql: include_str!({place}) }},"
        );
    }
    text.push(']');
    Ok(text)
}

/// For a build script: writes the expression into a file of `OUT_DIR`, and has cargo run the script
/// again when the folder changes.
///
/// # Errors
/// As [`Folder::migrations`]; when the file can't be written; [`Error::Config`] outside of a build
/// script.
pub fn write(folder: &Folder, family: Family, file: &str) -> Result<(), Error> {
    let out = std::env::var_os("OUT_DIR");
    let out = out
        .ok_or_else(|| Error::Config("OUT_DIR is not set: this is for build scripts".to_owned()))?;
    let text = expression(folder, family)?;
    crate::folder::write(&PathBuf::from(out).join(file), &text)?;
    println!("cargo::rerun-if-changed={}", folder.path().display());
    Ok(())
}
