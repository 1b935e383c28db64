//! Between the snapshots of Drizzle's folders, which list all parts of a schema side by side, and
//! those of its journal, which have them inside of their tables.

use orm_core::sql::Family;
use uuid::Uuid;

use super::entities::{Entities, kind};
use super::{Node, write};
use crate::diff::Renames;

/// The version of a dialect's snapshots.
pub(super) fn version(family: Family) -> &'static str {
    match family {
        Family::Postgres => "9",
        Family::MySql => "6",
        Family::Sqlite => "7",
    }
}

/// The name of a dialect in these files.
pub(super) fn dialect_name(family: Family) -> &'static str {
    match family {
        Family::Postgres => "postgres",
        Family::MySql => "mysql",
        Family::Sqlite => "sqlite",
    }
}

/// Renames tables and columns, with all that refers to them; gives the changes.
pub(super) fn renamed(entities: &mut Entities, renamed: &Renames) -> Vec<Node> {
    let schema = (entities.family() == Family::Postgres).then(|| Node::text("public"));
    let named = |kind: &str, table: Option<&str>, name: &str| {
        let schema = schema.iter().map(|schema| ("schema", schema.clone()));
        let table = table.iter().map(|table| ("table", Node::text(*table)));
        let rest = [("name", Node::text(name)), ("entityType", Node::text(kind))];
        let all = schema.chain(table).chain(rest);
        Node::Object(all.map(|(key, value)| (key.to_owned(), value)).collect())
    };
    let tables = renamed.tables.iter();
    let tables = tables.map(|(old, new)| (named("tables", None, old), new));
    let columns = renamed.columns.iter();
    let columns = columns.map(|(table, old, new)| (named("columns", Some(table), old), new));
    let mut deltas = Vec::new();
    for (entity, new) in tables.chain(columns) {
        let key = entities.key(&entity);
        if entities.find(&key).is_none() {
            continue;
        }
        let set = vec![("name".to_owned(), Node::text(new))];
        entities.update(&key, &set);
        deltas.push(Node::object([
            ("op", Node::text("rename")),
            ("key", Node::text(key)),
            ("set", Node::Object(set)),
        ]));
    }
    deltas
}

/// `posts.title->posts.headline`
pub(super) fn rename_texts(renamed: &Renames) -> Node {
    let tables = renamed.tables.iter();
    let tables = tables.map(|(old, new)| format!("{old}->{new}"));
    let columns = renamed.columns.iter();
    let columns = columns.map(|(table, old, new)| format!("{table}.{old}->{table}.{new}"));
    Node::texts(tables.chain(columns))
}

fn text(node: &Node, key: &str) -> Node {
    Node::text(node.text_at(key).unwrap_or_default())
}

/// What stands under a key, unless it is null.
fn some<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    node.get(key).filter(|value| **value != Node::Null)
}

/// The schema's name in front of the table's, where there are schemas.
fn key_of(family: Family, entity: &Node) -> String {
    let name = entity.text_at("name").unwrap_or_default();
    match family {
        Family::Postgres => format!("{}.{name}", entity.text_at("schema").unwrap_or("public")),
        _ => name.to_owned(),
    }
}

/// The entities as the journal's snapshots have them. Views, policies and the like are left out.
pub(super) fn tree(family: Family, entities: &Entities, id: Uuid, prev: Uuid) -> Node {
    let mut root = write::empty(family, id, prev);
    let tables = entities.of("tables").map(|table| {
        let made = tree_table(family, entities, table);
        (key_of(family, table), made)
    });
    root.set("tables", Node::Object(tables.collect()));
    if family == Family::Postgres {
        let enums = entities.of("enums").map(|made| {
            let node = Node::object([
                ("name", text(made, "name")),
                ("schema", text(made, "schema")),
                ("values", Node::texts(made.texts_at("values"))),
            ]);
            (key_of(family, made), node)
        });
        root.set("enums", Node::Object(enums.collect()));
    }
    root
}

fn tree_table(family: Family, entities: &Entities, table: &Node) -> Node {
    let name = table.text_at("name");
    let own = |kind: &'static str| {
        entities.of(kind).filter(move |entity| {
            entity.text_at("table") == name && entity.text_at("schema") == table.text_at("schema")
        })
    };
    let named = |made: Vec<Node>| {
        let made = made.into_iter();
        let name = |node: &Node| node.text_at("name").unwrap_or_default().to_owned();
        Node::Object(made.map(|node| (name(&node), node)).collect())
    };
    let key = own("pks").next();
    let alone = |column: &Node| {
        let key = key.filter(|_| family != Family::MySql);
        key.is_some_and(|key| {
            let columns = key.texts_at("columns");
            matches!(columns.as_slice(), [only] if Some(only.as_str()) == column.text_at("name"))
        })
    };
    let columns: Vec<Node> = own("columns")
        .map(|column| tree_column(family, column, alone(column)))
        .collect();
    let required = |wanted: &String| {
        columns.iter().any(|column| {
            column.text_at("name") == Some(wanted)
                && (column.is("notNull")
                    || key.is_some_and(|key| key.texts_at("columns").contains(wanted)))
        })
    };
    let keys = own("fks").map(|key| tree_reference(family, key, &required));
    let keys = named(keys.collect());
    let composite = key.filter(|key| family == Family::MySql || key.texts_at("columns").len() > 1);
    let composite = composite.map(|key| {
        let columns = key.texts_at("columns");
        let name = match (family, name) {
            (Family::MySql, Some(name)) => format!("{name}_{}", columns.join("_")),
            _ => key.text_at("name").unwrap_or_default().to_owned(),
        };
        Node::object([
            ("name", Node::text(name)),
            ("columns", Node::texts(columns)),
        ])
    });
    let uniques = own("uniques").map(|unique| {
        let mut node = Node::object([
            ("name", text(unique, "name")),
            ("columns", Node::texts(unique.texts_at("columns"))),
        ]);
        if family == Family::Postgres {
            node.set("nullsNotDistinct", unique.is("nullsNotDistinct").into());
        }
        node
    });
    let checks = own("checks").map(|check| {
        Node::object([
            ("name", text(check, "name")),
            ("value", text(check, "value")),
        ])
    });
    let checks_key = match family {
        Family::MySql => "checkConstraint",
        _ => "checkConstraints",
    };
    let mut node = Node::object([
        ("name", text(table, "name")),
        ("columns", named(columns.clone())),
        (
            "indexes",
            named(
                own("indexes")
                    .map(|index| tree_index(family, index))
                    .collect(),
            ),
        ),
        ("foreignKeys", keys),
        (
            "compositePrimaryKeys",
            named(composite.into_iter().collect()),
        ),
        ("uniqueConstraints", named(uniques.collect())),
        (checks_key, named(checks.collect())),
    ]);
    if family == Family::Postgres {
        let schema = table.text_at("schema").filter(|schema| *schema != "public");
        node.set("schema", Node::text(schema.unwrap_or_default()));
        node.set("policies", Node::empty());
        node.set("isRLSEnabled", table.is("isRlsEnabled").into());
    }
    node
}

fn tree_column(family: Family, column: &Node, alone: bool) -> Node {
    let mut type_name = column.text_at("type").unwrap_or_default().to_owned();
    if let Some(Node::Number(count)) = column.get("dimensions") {
        let count = count.as_u64().and_then(|count| usize::try_from(count).ok());
        // Postgres has six at most.
        type_name.push_str(&"[]".repeat(count.unwrap_or(0).min(6)));
    }
    for (field, word) in [("charSet", "character set"), ("collation", "collate")] {
        if let Some(name) = column.text_at(field) {
            type_name.push_str(&format!(" {word} {name}"));
        }
    }
    let mut node = Node::object([
        ("name", text(column, "name")),
        ("type", Node::text(type_name)),
        ("primaryKey", alone.into()),
        ("notNull", (column.is("notNull") || alone).into()),
    ]);
    for field in ["typeSchema", "default", "identity", "generated"] {
        if let Some(value) = some(column, field) {
            node.set(field, value.clone());
        }
    }
    if family != Family::Postgres {
        let counts = column.is("autoIncrement") || column.is("autoincrement");
        node.set("autoincrement", counts.into());
    }
    if column.is("onUpdateNow") {
        node.set("onUpdate", Node::Bool(true));
    }
    node
}

fn tree_index(family: Family, index: &Node) -> Node {
    let parts = index.get("columns").map(Node::items).unwrap_or_default();
    let parts = parts.iter().map(|part| {
        if family != Family::Postgres {
            return text(part, "value");
        }
        let last = if part.is("nullsFirst") {
            "first"
        } else {
            "last"
        };
        let mut made = Node::object([
            ("expression", text(part, "value")),
            ("isExpression", part.is("isExpression").into()),
            ("asc", part.is("asc").into()),
            ("nulls", Node::text(last)),
        ]);
        if let Some(class) = some(part, "opclass").and_then(|class| class.text_at("name")) {
            made.set("opclass", Node::text(class));
        }
        made
    });
    let mut node = Node::object([
        ("name", text(index, "name")),
        ("columns", Node::List(parts.collect())),
        ("isUnique", index.is("isUnique").into()),
    ]);
    if let Some(filter) = index.text_at("where") {
        node.set("where", Node::text(filter));
    }
    if family == Family::Postgres {
        node.set("concurrently", index.is("concurrently").into());
        node.set(
            "method",
            Node::text(index.text_at("method").unwrap_or("btree")),
        );
        let with = index.text_at("with").unwrap_or_default().split(',');
        let with = with.filter_map(|pair| pair.split_once('='));
        let with = with.map(|(key, value)| (key.to_owned(), Node::text(value)));
        node.set("with", Node::Object(with.collect()));
    }
    node
}

fn tree_reference(family: Family, key: &Node, required: &dyn Fn(&String) -> bool) -> Node {
    let columns = key.texts_at("columns");
    let action = |field: &str| {
        let action = key.text_at(field).unwrap_or("NO ACTION");
        action.to_ascii_lowercase()
    };
    let mut on_delete = action("onDelete");
    // The list of columns has no place there. A required column can't be cleared, so that it is
    // those which aren't.
    if family == Family::Postgres && on_delete == "set null" {
        let cleared: Vec<&String> = columns.iter().filter(|name| !required(name)).collect();
        if !cleared.is_empty() && cleared.len() < columns.len() {
            let names: Vec<String> = cleared.iter().map(|name| format!("\"{name}\"")).collect();
            on_delete.push_str(&format!(" ({})", names.join(", ")));
        }
    }
    let mut node = Node::object([
        ("name", text(key, "name")),
        ("tableFrom", text(key, "table")),
        ("tableTo", text(key, "tableTo")),
        ("columnsFrom", Node::texts(columns)),
        ("columnsTo", Node::texts(key.texts_at("columnsTo"))),
        ("onDelete", Node::text(on_delete)),
        ("onUpdate", Node::text(action("onUpdate"))),
    ]);
    if let Some(schema) = key.text_at("schemaTo").filter(|schema| *schema != "public") {
        node.set("schemaTo", Node::text(schema));
    }
    node
}

/// What a snapshot of the journal's kind has, side by side.
pub(super) fn entities(family: Family, root: &Node) -> Entities {
    let mut list = super::made::entities(family, root);
    // Drizzle's own order.
    let order: &[&str] = match family {
        Family::Postgres => &[
            "schemas",
            "tables",
            "enums",
            "columns",
            "indexes",
            "fks",
            "pks",
            "uniques",
            "checks",
            "sequences",
            "roles",
            "privileges",
            "policies",
            "views",
        ],
        Family::MySql => &[
            "tables", "columns", "pks", "fks", "indexes", "checks", "views",
        ],
        Family::Sqlite => &[
            "tables", "columns", "indexes", "fks", "pks", "uniques", "checks", "views",
        ],
    };
    let place = |entity: &Node| order.iter().position(|name| *name == kind(entity));
    list.sort_by_key(place);
    Entities::new(family, list)
}

/// What tells whether two entities are one: a table has one primary key, whatever its name.
fn same_one(entities: &Entities, entity: &Node) -> String {
    if kind(entity) != "pks" {
        return entities.key(entity);
    }
    let part = |field| entity.text_at(field).unwrap_or_default();
    format!("pks\0{}\0{}", part("schema"), part("table"))
}

/// The entities of a schema, made of those that were there before. What was made of the old ones and
/// stays as it is keeps what only they say; what is of no kind that this tool makes stays.
pub(super) fn merged(family: Family, old: &Entities, new: &Node) -> Entities {
    let before = entities(family, &tree(family, old, Uuid::nil(), Uuid::nil()));
    let made = entities(family, new);
    let find = |all: &Entities, wanted: &str| {
        let mut each = all.list().iter();
        each.find(|entity| same_one(all, entity) == wanted).cloned()
    };
    let list = made.list().iter().map(|entity| {
        let key = same_one(&made, entity);
        let (Some(mut kept), Some(was)) = (find(old, &key), find(&before, &key)) else {
            return entity.clone();
        };
        for (field, value) in entity.entries() {
            if was.get(field) != Some(value) {
                kept.set(field, value.clone());
            }
        }
        kept
    });
    let mut list: Vec<Node> = list.collect();
    let lost = |entity: &Node| {
        let field = |name| entity.text_at(name);
        let mut tables = made.of("tables");
        field("table").is_some()
            && !tables.any(|table| {
                table.text_at("name") == field("table")
                    && table.text_at("schema") == field("schema")
            })
    };
    let rest = old.list().iter().filter(|entity| {
        let key = same_one(old, entity);
        find(&before, &key).is_none() && find(&made, &key).is_none() && !lost(entity)
    });
    list.extend(rest.cloned());
    Entities::new(family, list)
}
