//! The schema as it was when a migration was written, in Drizzle's file format.

mod extra;
mod node;
mod read;
mod same;
mod write;

use orm_core::schema::physical::Physical;
use orm_core::sql::{Dialect, Family};
use uuid::Uuid;

pub use node::Node;
pub(crate) use same::{
    has_zone, mentions, rename_in, same_column, same_default, same_expression, same_type, unwrapped,
};

/// A snapshot file: JSON whose keys keep their order, so that what this tool doesn't model is
/// written back as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    family: Family,
    root: Node,
}

/// Why a snapshot can't be read.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// It is no JSON.
    #[error("no JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// It was written for another dialect.
    #[error("a snapshot of dialect {found}, where {expected} was expected")]
    Dialect {
        /// The dialect of the folder.
        expected: &'static str,
        /// The dialect of the file.
        found: String,
    },
    /// It has a version that this tool doesn't read.
    #[error("snapshot version {found}, where {expected} was expected: run `drizzle-kit up` first")]
    Version {
        /// The version that this tool reads.
        expected: &'static str,
        /// The version of the file.
        found: String,
    },
    /// A part is missing or is something else.
    #[error("{0} is missing or is not what it should be")]
    Part(String),
}

/// The name of a dialect in Drizzle's files.
pub fn dialect_name(family: Family) -> &'static str {
    match family {
        Family::Postgres => "postgresql",
        Family::MySql => "mysql",
        Family::Sqlite => "sqlite",
    }
}

/// The version of a dialect's snapshots.
pub fn version(family: Family) -> &'static str {
    match family {
        Family::Postgres => "7",
        Family::MySql => "5",
        Family::Sqlite => "6",
    }
}

impl Snapshot {
    /// The snapshot before the first: it knows no table.
    pub fn empty(family: Family) -> Self {
        let root = write::empty(family, Uuid::nil(), Uuid::nil());
        Self { family, root }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When the text is no snapshot of this dialect in the version that this tool reads.
    pub fn parse(family: Family, text: &str) -> Result<Self, SnapshotError> {
        let root: Node = serde_json::from_str(text)?;
        let found = root.text_at("dialect").unwrap_or_default();
        if found != dialect_name(family) {
            return Err(SnapshotError::Dialect {
                expected: dialect_name(family),
                found: found.to_owned(),
            });
        }
        let found = root.text_at("version").unwrap_or_default();
        if found != version(family) {
            return Err(SnapshotError::Version {
                expected: version(family),
                found: found.to_owned(),
            });
        }
        let snapshot = Self { family, root };
        for key in ["id", "prevId"] {
            snapshot.uuid(key)?;
        }
        Ok(snapshot)
    }

    /// The file's text, as drizzle-kit writes it: two spaces, no line feed at the end.
    pub fn text(&self) -> String {
        // A tree of this shape always has a text.
        serde_json::to_string_pretty(&self.root).unwrap_or_default()
    }

    fn uuid(&self, key: &str) -> Result<Uuid, SnapshotError> {
        let text = self.root.text_at(key).unwrap_or_default();
        Uuid::try_parse(text).map_err(|_| SnapshotError::Part(key.to_owned()))
    }

    /// The snapshot's id.
    pub fn id(&self) -> Uuid {
        self.uuid("id").unwrap_or_default()
    }

    /// The id of the snapshot before it; nil for the first.
    pub fn prev_id(&self) -> Uuid {
        self.uuid("prevId").unwrap_or_default()
    }

    /// The dialect.
    pub fn family(&self) -> Family {
        self.family
    }

    /// The schema.
    ///
    /// # Errors
    /// [`SnapshotError::Part`] when a part is missing.
    pub fn physical(&self, dialect: &Dialect) -> Result<Physical, SnapshotError> {
        read::physical(dialect, &self.root)
    }

    /// The next snapshot: the same schema under a new id.
    pub fn same_again(&self, id: Uuid) -> Self {
        let mut root = self.root.clone();
        root.set("prevId", Node::text(self.id().to_string()));
        root.set("id", Node::text(id.to_string()));
        write::clear_meta(self.family, &mut root);
        extra::keep(&mut root, &self.root);
        Self {
            family: self.family,
            root,
        }
    }

    /// The next snapshot, of the schema in code. What stands unchanged in this one is written as it
    /// stands here, and what this tool doesn't model (views, policies, sequences, other schemas) is
    /// kept. `renamed` are pairs of old and new names: tables, and columns as `(table, column)`.
    pub fn next(
        &self,
        dialect: &Dialect,
        physical: &Physical,
        renamed: &crate::diff::Renames,
        id: Uuid,
    ) -> Self {
        let root = write::next(dialect, &self.root, physical, renamed, id, self.id());
        Self {
            family: self.family,
            root,
        }
    }
}
