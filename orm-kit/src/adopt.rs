//! Recognises whose migrations a folder and a database hold.

use std::fmt;
use std::path::Path;

use orm_core::driver::Backend;
use serde::Serialize;

use crate::error::Error;
use crate::folder::Layout;
use crate::migrate::{MigrateOptions, tables};

/// A program that applies migrations, and leaves a table behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Tool {
    /// drizzle-kit and drizzle-orm, and this tool in Drizzle's layout.
    Drizzle,
    /// wrangler, and this tool in wrangler's layout.
    Wrangler,
    /// Atlas, and this tool in Atlas's layout.
    Atlas,
    /// Prisma Migrate.
    Prisma,
    /// sqlx.
    Sqlx,
    /// Diesel.
    Diesel,
    /// SeaORM.
    SeaOrm,
    /// refinery.
    Refinery,
}

impl Tool {
    /// All of them, with the names of their tables.
    const ALL: [(Self, &'static str); 8] = [
        (Self::Drizzle, "__drizzle_migrations"),
        (Self::Wrangler, "d1_migrations"),
        (Self::Atlas, "atlas_schema_revisions"),
        (Self::Prisma, "_prisma_migrations"),
        (Self::Sqlx, "_sqlx_migrations"),
        (Self::Diesel, "__diesel_schema_migrations"),
        (Self::SeaOrm, "seaql_migrations"),
        (Self::Refinery, "refinery_schema_history"),
    ];

    /// Whose table is read in this layout.
    pub fn of(layout: Layout) -> Self {
        match layout {
            Layout::Drizzle | Layout::Folders => Self::Drizzle,
            Layout::Wrangler => Self::Wrangler,
            Layout::Atlas => Self::Atlas,
        }
    }
}

impl fmt::Display for Tool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Drizzle => "Drizzle",
            Self::Wrangler => "wrangler",
            Self::Atlas => "Atlas",
            Self::Prisma => "Prisma",
            Self::Sqlx => "sqlx",
            Self::Diesel => "Diesel",
            Self::SeaOrm => "SeaORM",
            Self::Refinery => "refinery",
        })
    }
}

/// A table of applied migrations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Found {
    /// Whose it is.
    pub tool: Tool,
    /// Its name, with its schema on Postgres and MySQL.
    pub table: String,
    /// How many migrations it records.
    pub rows: u64,
}

/// The tables of applied migrations that a database has; changes nothing.
///
/// # Errors
/// When the database can't be asked.
pub async fn histories<B: Backend>(pool: &B::Pool) -> Result<Vec<Found>, Error> {
    let names: Vec<&str> = Tool::ALL.iter().map(|(_, name)| *name).collect();
    let found = tables::<B>(pool, &names, &MigrateOptions::default()).await?;
    let found = found.into_iter().filter_map(|(name, table, rows)| {
        let (tool, _) = Tool::ALL.iter().find(|(_, known)| *known == name)?;
        Some(Found {
            tool: *tool,
            table,
            rows,
        })
    });
    Ok(found.collect())
}

/// How the files of a folder lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Files {
    /// There are none.
    None,
    /// As `orm.toml` says it in `layout`.
    Layout(Layout),
    /// Something else.
    Unknown,
}

/// How the files of a folder lie: `atlas.sum`, a journal, folders with `migration.sql`, numbered
/// files.
///
/// # Errors
/// When the folder can't be read.
pub fn files(folder: &Path) -> Result<Files, Error> {
    let files = crate::atlas::files(folder)?;
    let has = |path: &str| folder.join(path).exists();
    if has(crate::atlas::SUM_FILE) {
        return Ok(Files::Layout(Layout::Atlas));
    }
    let ordered = |(name, _): &(String, Vec<u8>)| name.starts_with(|c: char| c.is_ascii_digit());
    if has("meta/_journal.json") {
        let journal = std::fs::read_to_string(folder.join("meta/_journal.json"));
        let journal = journal.map_err(|error| Error::file(folder, error))?;
        // Files that a journal doesn't name are wrangler's.
        let named = |(name, _): &(String, Vec<u8>)| {
            journal.contains(&format!("\"{}\"", name.trim_end_matches(".sql")))
        };
        return Ok(Files::Layout(if files.iter().all(named) {
            Layout::Drizzle
        } else {
            Layout::Wrangler
        }));
    }
    if !files.is_empty() {
        return Ok(if files.iter().all(ordered) {
            Files::Layout(Layout::Wrangler)
        } else {
            Files::Unknown
        });
    }
    let listed = match std::fs::read_dir(folder) {
        Ok(listed) => listed,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Files::None),
        Err(error) => return Err(Error::file(folder, error)),
    };
    for entry in listed {
        let path = entry.map_err(|error| Error::file(folder, error))?.path();
        if path.join("migration.sql").exists() {
            return Ok(Files::Layout(Layout::Folders));
        }
    }
    Ok(Files::None)
}

/// What to do, in words: one step a line.
///
/// `configured` is the layout of `orm.toml`, `last` the folder's last migration, and `known` says
/// whether a snapshot stands behind its files.
pub fn steps(
    configured: Layout,
    files: Files,
    histories: &[Found],
    last: Option<&str>,
    known: bool,
) -> Vec<String> {
    let mut steps = Vec::new();
    let layout = match files {
        Files::None => configured,
        // Files that are all in a journal may be wrangler's too.
        Files::Layout(Layout::Drizzle) if configured == Layout::Wrangler => configured,
        Files::Layout(layout) => layout,
        Files::Unknown => {
            return vec![
                "the folder's files have no numbers, so that their order isn't known: name them 0001_name.sql".to_owned(),
            ];
        }
    };
    if (layout, configured) == (Layout::Drizzle, Layout::Folders) {
        steps.push("`up`, which makes a folder of each migration".to_owned());
    } else if layout != configured {
        let name = layout.name();
        steps.push(format!("say `layout = \"{name}\"` in orm.toml"));
    }
    if files != Files::None && !known {
        steps.push("`generate --as-is` once, when the code has what the files made: generate goes on from there".to_owned());
    }
    let own = Tool::of(layout);
    let others: Vec<&Found> = histories
        .iter()
        .filter(|found| found.tool != own && found.rows > 0)
        .collect();
    let other = others
        .iter()
        .map(|found| found.tool.to_string())
        .collect::<Vec<_>>()
        .join(", ");
    match (histories.iter().any(|found| found.tool == own && found.rows > 0), last) {
        (true, Some(_)) => steps.push("`status` and `migrate` go on with the history as it is".to_owned()),
        (true, None) => steps.push("the database has a history, and the folder no files: bring them here first".to_owned()),
        (false, None) if others.is_empty() => {
            steps.push("`generate`, then `migrate`: there is nothing to take over".to_owned());
        }
        (false, None) => steps.push(format!(
            "`generate` when the code has what {other} made, then `baseline` the file, which is not executed"
        )),
        (false, Some(last)) if others.is_empty() => steps.push(format!(
            "`migrate` in an empty database; in one that has the tables, `baseline {last}` records the files without executing them"
        )),
        (false, Some(last)) => steps.push(format!(
            "`baseline {last}` when the database has what these files make: {other} brought it there, and the files are recorded without being executed"
        )),
    }
    steps
}
