//! The schema as it was when a migration was written, in Drizzle's file format.

mod entities;
mod extra;
mod flat;
mod made;
mod node;
mod read;
mod same;
mod write;

use orm_core::schema::physical::Physical;
use orm_core::sql::{Dialect, Family};
use uuid::Uuid;

use entities::Entities;

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
    /// In a folder for each migration, where all parts of the schema stand side by side.
    flat: Option<Flat>,
}

/// What a snapshot of Drizzle's folders says beside the schema.
#[derive(Clone, Debug, PartialEq)]
struct Flat {
    parents: Vec<Uuid>,
    entities: Entities,
    /// What changed since the snapshots before it, where that is written instead of the schema.
    deltas: Option<Vec<Node>>,
    /// What each statement reads and writes, as drizzle-kit wrote it.
    footprints: Node,
    /// What was renamed.
    renames: Node,
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
    /// Two branches made something of one name.
    #[error("{0} is made twice, by migrations of two branches")]
    Twice(String),
    /// The snapshot before it isn't there.
    #[error(
        "it follows the snapshot {0}, which no folder before it has: bring that one back from version control"
    )]
    Parent(Uuid),
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
        Self {
            family,
            root,
            flat: None,
        }
    }

    /// The same in a folder for each migration.
    pub(crate) fn empty_flat(family: Family) -> Self {
        Self::of_entities(family, Uuid::nil(), Flat::empty(family))
    }

    fn of_entities(family: Family, id: Uuid, flat: Flat) -> Self {
        let prev = flat.parents.first().copied().unwrap_or_default();
        Self {
            family,
            root: flat::tree(family, &flat.entities, id, prev),
            flat: Some(flat),
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When the text is no snapshot of this dialect in the version that this tool reads.
    pub fn parse(family: Family, text: &str) -> Result<Self, SnapshotError> {
        let root: Node = serde_json::from_str(text)?;
        expect(&root, dialect_name(family), version(family))?;
        let snapshot = Self {
            family,
            root,
            flat: None,
        };
        for key in ["id", "prevId"] {
            snapshot.uuid(key)?;
        }
        Ok(snapshot)
    }

    /// The file's text, as drizzle-kit writes it: two spaces, no line feed at the end.
    pub fn text(&self) -> String {
        let flat = self
            .flat
            .as_ref()
            .map(|flat| flat.node(self.family, self.id()));
        // A tree of this shape always has a text.
        serde_json::to_string_pretty(flat.as_ref().unwrap_or(&self.root)).unwrap_or_default()
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

    /// The ids of the snapshots before it: several where branches were merged.
    pub(crate) fn parents(&self) -> Vec<Uuid> {
        match &self.flat {
            Some(flat) => flat.parents.clone(),
            None => vec![self.prev_id()],
        }
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
        let flat = self
            .flat
            .as_ref()
            .map(|flat| flat.next(self.id(), flat.entities.clone(), Vec::new()));
        Self {
            family: self.family,
            root,
            flat,
        }
    }

    /// The same schema, as a folder's first snapshot or as one that follows others.
    pub(crate) fn flattened(&self, before: Option<&Self>) -> Self {
        let entities = flat::entities(self.family, &self.root);
        let start = Flat::empty(self.family);
        let before = before.and_then(|before| Some((before.id(), before.flat.as_ref()?)));
        let flat = match before {
            Some((id, flat)) => {
                let deltas = flat.entities.deltas(&entities);
                flat.next(id, entities, deltas)
            }
            None => start.next(Uuid::nil(), entities, Vec::new()),
        };
        Self {
            family: self.family,
            root: self.root.clone(),
            flat: Some(flat),
        }
    }

    /// The same schema as the first of a folder.
    pub(crate) fn first(&self) -> Self {
        let mut first = self.clone();
        first
            .root
            .set("prevId", Node::text(Uuid::nil().to_string()));
        write::clear_meta(self.family, &mut first.root);
        first.flat = self.flat.as_ref().map(|flat| Flat {
            entities: flat.entities.clone(),
            ..Flat::empty(self.family)
        });
        first
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
        let flat = self.flat.as_ref().map(|flat| {
            let mut before = flat.entities.clone();
            let mut deltas = flat::renamed(&mut before, renamed);
            let entities = flat::merged(self.family, &before, &root);
            deltas.extend(before.deltas(&entities));
            Flat {
                renames: flat::rename_texts(renamed),
                ..flat.next(self.id(), entities, deltas)
            }
        });
        Self {
            family: self.family,
            root,
            flat,
        }
    }

    /// Reads the file of a folder. `before` are the snapshots of the folders before it.
    ///
    /// # Errors
    /// As [`Snapshot::parse`], and when the snapshots that it follows are not there.
    pub(crate) fn parse_flat(
        family: Family,
        text: &str,
        before: &[Self],
    ) -> Result<Self, SnapshotError> {
        let root: Node = serde_json::from_str(text)?;
        expect(&root, flat::dialect_name(family), flat::version(family))?;
        let part = |key: &str| SnapshotError::Part(key.to_owned());
        let uuid = |text: &str, key| Uuid::try_parse(text).map_err(|_| part(key));
        let id = uuid(root.text_at("id").unwrap_or_default(), "id")?;
        let parents = root.texts_at("prevIds");
        let parents = parents.iter().map(|text| uuid(text, "prevIds"));
        let parents = parents.collect::<Result<Vec<_>, _>>()?;
        let list = |key: &str| match root.get(key) {
            Some(Node::List(items)) => Ok(items.clone()),
            _ => Err(part(key)),
        };
        let (entities, deltas) = if root.text_at("type") == Some("diff") {
            let deltas = list("deltas")?;
            let mut entities = state(&parents, before)?;
            entities.apply(&deltas)?;
            (entities, Some(deltas))
        } else {
            (Entities::new(family, list("ddl")?), None)
        };
        let kept = |key: &str| root.get(key).cloned().unwrap_or(Node::List(Vec::new()));
        let flat = Flat {
            footprints: kept("footprints"),
            renames: kept("renames"),
            parents,
            entities,
            deltas,
        };
        Ok(Self::of_entities(family, id, flat))
    }
}

/// That a file is of this dialect and version.
fn expect(root: &Node, dialect: &'static str, version: &'static str) -> Result<(), SnapshotError> {
    let found = |key| root.text_at(key).unwrap_or_default().to_owned();
    if found("dialect") != dialect {
        return Err(SnapshotError::Dialect {
            expected: dialect,
            found: found("dialect"),
        });
    }
    if found("version") != version {
        return Err(SnapshotError::Version {
            expected: version,
            found: found("version"),
        });
    }
    Ok(())
}

/// The snapshots that lead to these, themselves included.
fn history<'s>(ids: &[Uuid], before: &'s [Snapshot]) -> Result<Vec<&'s Snapshot>, SnapshotError> {
    let mut open: Vec<Uuid> = ids.iter().copied().filter(|id| !id.is_nil()).collect();
    let mut found: Vec<&Snapshot> = Vec::new();
    while let Some(id) = open.pop() {
        if found.iter().any(|snapshot| snapshot.id() == id) {
            continue;
        }
        let known = before.iter().find(|snapshot| snapshot.id() == id);
        let snapshot = known.ok_or(SnapshotError::Parent(id))?;
        found.push(snapshot);
        open.extend(snapshot.parents().iter().filter(|id| !id.is_nil()));
    }
    Ok(found)
}

/// The schema that the snapshots with these ids come to: the first, and what the others' branches
/// changed.
fn state(ids: &[Uuid], before: &[Snapshot]) -> Result<Entities, SnapshotError> {
    let first = ids.first().copied().unwrap_or_default();
    let known = before.iter().find(|snapshot| snapshot.id() == first);
    let flat = known.and_then(|snapshot| snapshot.flat.as_ref());
    let mut entities = flat.ok_or(SnapshotError::Parent(first))?.entities.clone();
    if ids.len() > 1 {
        let done = history(&ids[..1], before)?;
        let others = history(&ids[1..], before)?;
        for snapshot in before {
            let is = |other: &&Snapshot| other.id() == snapshot.id();
            let new = others.iter().any(is) && !done.iter().any(is);
            let deltas = snapshot.flat.as_ref().and_then(|flat| flat.deltas.as_ref());
            if let Some(deltas) = deltas.filter(|_| new) {
                entities.apply(deltas)?;
            }
        }
    }
    Ok(entities)
}

impl Flat {
    fn empty(family: Family) -> Self {
        Self {
            parents: vec![Uuid::nil()],
            entities: Entities::new(family, Vec::new()),
            deltas: None,
            footprints: Node::List(Vec::new()),
            renames: Node::List(Vec::new()),
        }
    }

    /// What follows the snapshot with this id.
    fn next(&self, id: Uuid, entities: Entities, deltas: Vec<Node>) -> Self {
        let family = entities.family();
        // Of a folder on Postgres only the first is whole.
        let first = id.is_nil() || family != Family::Postgres;
        Self {
            parents: vec![id],
            entities,
            deltas: (!first).then_some(deltas),
            ..Self::empty(family)
        }
    }

    fn node(&self, family: Family, id: Uuid) -> Node {
        let parents = self.parents.iter().map(Uuid::to_string);
        let head = [
            ("version", Node::text(flat::version(family))),
            ("dialect", Node::text(flat::dialect_name(family))),
            ("id", Node::text(id.to_string())),
            ("prevIds", Node::texts(parents)),
        ];
        let list = |key, list: &[Node]| (key, Node::List(list.to_vec()));
        let whole = list("ddl", self.entities.list());
        let rest = match (family, &self.deltas) {
            (Family::Postgres, deltas) => {
                let (kind, what) = match deltas {
                    Some(deltas) => ("diff", list("deltas", deltas)),
                    None => ("base", whole),
                };
                let mut node = Node::object([("type", Node::text(kind))]);
                for (key, value) in head {
                    node.set(key, value);
                }
                node.set("footprints", self.footprints.clone());
                node.set(what.0, what.1);
                return node;
            }
            _ => [whole, ("renames", self.renames.clone())],
        };
        let mut node = Node::object(head);
        for (key, value) in rest {
            node.set(key, value);
        }
        node
    }
}
