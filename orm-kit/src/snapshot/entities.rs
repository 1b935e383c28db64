//! The parts of a schema side by side, as the snapshots of Drizzle's folders have them.

use orm_core::sql::Family;

use super::{Node, SnapshotError};

/// Tables, columns, keys and the like, each with its kind in `entityType`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entities {
    family: Family,
    list: Vec<Node>,
}

/// What an entity is.
pub(super) fn kind(entity: &Node) -> &str {
    entity.text_at("entityType").unwrap_or_default()
}

impl Entities {
    pub(super) fn new(family: Family, list: Vec<Node>) -> Self {
        Self { family, list }
    }

    pub(super) fn family(&self) -> Family {
        self.family
    }

    pub(super) fn list(&self) -> &[Node] {
        &self.list
    }

    /// The entities of a kind.
    pub(super) fn of<'e>(&'e self, wanted: &'e str) -> impl Iterator<Item = &'e Node> {
        self.list
            .iter()
            .filter(move |entity| kind(entity) == wanted)
    }

    /// The fields that name an entity.
    fn identity(&self, kind: &str) -> &'static [&'static str] {
        match (self.family, kind) {
            (_, "schemas" | "roles") => &["name"],
            (Family::Postgres, "tables" | "enums" | "sequences" | "views" | "indexes") => {
                &["schema", "name"]
            }
            (_, "privileges") => &["schema", "table", "grantor", "grantee", "type"],
            (Family::Postgres, _) => &["schema", "table", "name"],
            (_, "tables" | "views") => &["name"],
            _ => &["table", "name"],
        }
    }

    /// `columns␀["public","posts","title"]`
    pub(super) fn key(&self, entity: &Node) -> String {
        let kind = kind(entity);
        let names = self.identity(kind).iter();
        let names: Vec<&str> = names
            .map(|field| entity.text_at(field).unwrap_or_default())
            .collect();
        // Texts always have a text.
        let names = serde_json::to_string(&names).unwrap_or_default();
        format!("{kind}\0{names}")
    }

    pub(super) fn find(&self, key: &str) -> Option<usize> {
        self.list.iter().position(|entity| self.key(entity) == key)
    }

    /// Sets fields of an entity. What refers to it follows, where it has another name then.
    pub(super) fn update(&mut self, key: &str, set: &[(String, Node)]) {
        let Some(at) = self.find(key) else { return };
        let old = self.list[at].clone();
        for (field, value) in set {
            self.list[at].set(field, value.clone());
        }
        let new = self.list[at].clone();
        if self.key(&old) == self.key(&new) {
            return;
        }
        for (other, entity) in self.list.iter_mut().enumerate() {
            if other != at {
                follow(entity, &old, &new);
            }
        }
    }

    /// Applies the changes of a snapshot.
    ///
    /// # Errors
    /// [`SnapshotError::Part`] for a change that isn't known, and for two entities of one name.
    pub(super) fn apply(&mut self, deltas: &[Node]) -> Result<(), SnapshotError> {
        let wrong = || SnapshotError::Part("deltas".to_owned());
        for delta in deltas {
            match (delta.text_at("op"), delta.text_at("key")) {
                (Some("create"), _) => {
                    let row = delta.get("row").ok_or_else(wrong)?;
                    match self.find(&self.key(row)) {
                        None => self.list.push(row.clone()),
                        Some(at) if self.list[at] == *row => {}
                        Some(_) => {
                            let key = self.key(row).replace('\0', " ");
                            return Err(SnapshotError::Twice(key));
                        }
                    }
                }
                (Some("drop"), Some(key)) => {
                    if let Some(at) = self.find(key) {
                        self.list.remove(at);
                    }
                }
                (Some("alter" | "rename"), Some(key)) => {
                    let set = delta.get("set").ok_or_else(wrong)?;
                    self.update(key, set.entries());
                }
                _ => return Err(wrong()),
            }
        }
        Ok(())
    }

    /// The changes that make these entities the others.
    pub(super) fn deltas(&self, new: &Self) -> Vec<Node> {
        let mut drops = Vec::new();
        let mut changes = Vec::new();
        let text = |text: &str| Node::text(text);
        for old in &self.list {
            let key = self.key(old);
            let Some(at) = new.find(&key) else {
                drops.push(Node::object([("op", text("drop")), ("key", text(&key))]));
                continue;
            };
            let differ = new.list[at].entries().iter();
            let differ = differ.filter(|(field, value)| old.get(field) != Some(value));
            let set: Vec<(String, Node)> = differ.cloned().collect();
            if !set.is_empty() {
                changes.push(Node::object([
                    ("op", text("alter")),
                    ("key", text(&key)),
                    ("set", Node::Object(set)),
                ]));
            }
        }
        for row in &new.list {
            if self.find(&self.key(row)).is_none() {
                changes.push(Node::object([("op", text("create")), ("row", row.clone())]));
            }
        }
        drops.into_iter().chain(changes).collect()
    }
}

/// Changes what an entity says of another one, which has a new name.
fn follow(entity: &mut Node, old: &Node, new: &Node) {
    let is = |entity: &Node, pairs: &[(&str, &str)]| {
        pairs.iter().all(|(field, of)| {
            old.get(of).is_some() == entity.get(field).is_some() && entity.get(field) == old.get(of)
        })
    };
    let take = |entity: &mut Node, pairs: &[(&str, &str)]| {
        if is(entity, pairs) {
            for (field, of) in pairs {
                if let Some(value) = new.get(of) {
                    entity.set(field, value.clone());
                }
            }
        }
    };
    let schemas = |field: &'static str| old.get("schema").map(|_| (field, "schema"));
    let with = |field: Option<(&'static str, &'static str)>,
                rest: &[(&'static str, &'static str)]| {
        field
            .into_iter()
            .chain(rest.iter().copied())
            .collect::<Vec<_>>()
    };
    let names = [old, new].map(|entity| entity.text_at("name").unwrap_or_default().to_owned());
    match kind(old) {
        "schemas" => {
            for field in ["schema", "schemaTo", "typeSchema"] {
                take(entity, &[(field, "name")]);
            }
        }
        "tables" => {
            take(entity, &with(schemas("schema"), &[("table", "name")]));
            take(entity, &with(schemas("schemaTo"), &[("tableTo", "name")]));
        }
        "columns" => {
            if is(entity, &with(schemas("schema"), &[("table", "table")])) {
                renamed(entity, "columns", &names);
            }
            if is(entity, &with(schemas("schemaTo"), &[("tableTo", "table")])) {
                renamed(entity, "columnsTo", &names);
            }
        }
        "enums" => take(entity, &[("typeSchema", "schema"), ("type", "name")]),
        "roles" => {
            renamed(entity, "roles", &names);
            for field in ["grantee", "grantor"] {
                take(entity, &[(field, "name")]);
            }
        }
        _ => {}
    }
}

/// Changes a name in a list of names, or of parts of an index.
fn renamed(entity: &mut Node, field: &str, [old, new]: &[String; 2]) {
    let Some(Node::List(items)) = entity.get(field) else {
        return;
    };
    let items = items.iter().map(|item| match item {
        Node::Text(name) if name == old => Node::text(new),
        part if part.text_at("value") == Some(old) && !part.is("isExpression") => {
            let mut part = part.clone();
            part.set("value", Node::text(new));
            part
        }
        item => item.clone(),
    });
    let items = Node::List(items.collect());
    entity.set(field, items);
}
