use orm_core::schema::physical::{
    Check, Column, EnumType, ForeignKey, Generated, Index, IndexPart, Key, Physical, Table, View,
};
use orm_core::schema::{Counter, ReferenceAction};
use orm_core::sql::{Dialect, Family, define};

use super::{Node, SnapshotError};

type Read<T> = Result<T, SnapshotError>;

/// The schema that a snapshot describes. Tables of other schemas than `public` are left out.
pub(super) fn physical(dialect: &Dialect, root: &Node) -> Read<Physical> {
    let tables = root.get("tables").map(Node::entries);
    let tables = tables.ok_or_else(|| SnapshotError::Part("tables".to_owned()))?;
    let own = tables.iter().filter(|(_, table)| is_own(table));
    let tables: Read<Vec<Table>> = own.map(|(_, node)| table(dialect, node)).collect();
    let mut enums = Vec::new();
    if dialect.family == Family::Postgres {
        for (_, node) in root.get("enums").map(Node::entries).unwrap_or_default() {
            if node.text_at("schema").unwrap_or("public") == "public" {
                enums.push(EnumType {
                    name: required(node, "name")?,
                    values: node.texts_at("values"),
                });
            }
        }
    }
    let mut tables = tables?;
    for table in &mut tables {
        if let Some(said) = super::extra::of(root, &table.name) {
            super::extra::read(said, table);
        }
    }
    let views = root.get("views").map(Node::entries).unwrap_or_default();
    let views = views.iter().filter(|(_, view)| is_own(view));
    let views: Read<Vec<View>> = views.map(|(_, node)| view(dialect, node)).collect();
    Ok(Physical {
        enums,
        tables,
        views: views?,
    })
}

/// Whether the table lives where this tool's tables do.
pub(super) fn is_own(table: &Node) -> bool {
    matches!(table.text_at("schema"), None | Some("" | "public"))
}

fn required(node: &Node, key: &str) -> Read<String> {
    let text = node.text_at(key).map(str::to_owned);
    text.ok_or_else(|| SnapshotError::Part(key.to_owned()))
}

fn each<'n>(node: &'n Node, key: &str) -> impl Iterator<Item = &'n Node> {
    let entries = node.get(key).map(Node::entries).unwrap_or_default();
    entries.iter().map(|(_, value)| value)
}

fn table(dialect: &Dialect, node: &Node) -> Read<Table> {
    let name = required(node, "name")?;
    let mut columns = Vec::new();
    let mut alone = None;
    let mut uniques: Vec<Key> = Vec::new();
    for part in each(node, "columns") {
        let made = column(dialect, part)?;
        if part.is("primaryKey") {
            alone = Some(made.name.clone());
        }
        if part.is("isUnique") {
            let default = format!("{name}_{}_unique", made.name);
            uniques.push(Key {
                name: part.text_at("uniqueName").map_or(default, str::to_owned),
                columns: vec![made.name.clone()],
                nulls_not_distinct: part.is("nullsNotDistinct"),
            });
        }
        columns.push(made);
    }
    let composite = each(node, "compositePrimaryKeys").next();
    let primary_key = match (composite, alone) {
        (Some(key), _) => Some(self::key(key)?),
        (None, Some(column)) => Some(Key {
            name: format!("{name}_{column}_pk"),
            columns: vec![column],
            nulls_not_distinct: false,
        }),
        (None, None) => None,
    };
    for part in each(node, "uniqueConstraints") {
        uniques.push(key(part)?);
    }
    let checks = match dialect.family {
        Family::MySql => "checkConstraint",
        _ => "checkConstraints",
    };
    let checks = each(node, checks).map(|check| {
        Ok(Check {
            name: required(check, "name")?,
            expression: required(check, "value")?,
        })
    });
    let indexes = each(node, "indexes").map(|part| index(dialect, part));
    let foreign_keys = each(node, "foreignKeys")
        .filter(|key| is_own(key))
        .map(foreign_key);
    let mut table = Table {
        name,
        columns,
        primary_key,
        uniques,
        indexes: indexes.collect::<Read<_>>()?,
        checks: checks.collect::<Read<_>>()?,
        foreign_keys: foreign_keys.collect::<Read<_>>()?,
        ..Table::default()
    };
    if dialect.family != Family::Postgres {
        // What looks like an expression may be a column's name.
        let parts = table.indexes.iter_mut().flat_map(|index| &mut index.parts);
        for part in parts {
            let named = match part {
                IndexPart::Expression(text) => {
                    let mut columns = table.columns.iter();
                    columns.find(|column| column.name == *text)
                }
                IndexPart::Column(..) => None,
            };
            if let Some(column) = named {
                *part = IndexPart::Column(column.name.clone(), false);
            }
        }
    }
    if let Some(key) = &table.primary_key {
        for column in &mut table.columns {
            column.not_null |= key.columns.contains(&column.name);
        }
    }
    Ok(table)
}

fn view(dialect: &Dialect, node: &Node) -> Read<View> {
    let columns = each(node, "columns").map(|part| column(dialect, part));
    let indexes = each(node, "indexes").map(|part| index(dialect, part));
    Ok(View {
        name: required(node, "name")?,
        definition: node.text_at("definition").unwrap_or_default().to_owned(),
        materialized: node.is("materialized"),
        existing: node.is("isExisting"),
        columns: columns.collect::<Read<_>>()?,
        indexes: indexes.collect::<Read<_>>()?,
        reads: Vec::new(),
    })
}

fn key(node: &Node) -> Read<Key> {
    Ok(Key {
        name: required(node, "name")?,
        columns: node.texts_at("columns"),
        nulls_not_distinct: node.is("nullsNotDistinct"),
    })
}

fn column(dialect: &Dialect, node: &Node) -> Read<Column> {
    let mut type_name = required(node, "type")?;
    let mut counted = node.is("autoincrement").then_some(Counter::Identity);
    if let Some(identity) = node.get("identity") {
        counted = Some(match identity.text_at("type") {
            Some("always") => Counter::IdentityAlways,
            _ => Counter::Identity,
        });
    }
    let mut enum_type = None;
    if dialect.family == Family::MySql && type_name == "serial" {
        type_name = "bigint unsigned".to_owned();
        counted = Some(Counter::Identity);
    }
    if dialect.family == Family::Postgres {
        let whole = match type_name.as_str() {
            "smallserial" => Some("smallint"),
            "serial" => Some("integer"),
            "bigserial" => Some("bigint"),
            _ => None,
        };
        if let Some(whole) = whole {
            type_name = whole.to_owned();
            counted = Some(Counter::Serial);
        }
        if node.text_at("typeSchema").is_some() {
            let (name, array) = match type_name.split_once('[') {
                Some((name, _)) => (name.to_owned(), "[]"),
                None => (type_name, ""),
            };
            type_name = format!("{}{array}", define::quoted(dialect, &name));
            enum_type = Some(name);
        }
    }
    let generated = node.get("generated").map(|made| {
        Ok::<_, SnapshotError>(Generated {
            expression: required(made, "as")?,
            stored: made.text_at("type").unwrap_or("stored") == "stored",
        })
    });
    Ok(Column {
        name: required(node, "name")?,
        type_name,
        enum_type,
        not_null: node.is("notNull"),
        default: node.get("default").and_then(default),
        generated: generated.transpose()?,
        counted,
        on_update_now: node.is("onUpdate"),
        comment: None,
    })
}

fn default(node: &Node) -> Option<String> {
    match node {
        Node::Text(text) => Some(text.clone()),
        Node::Bool(value) => Some(value.to_string()),
        Node::Number(value) => Some(value.to_string()),
        _ => None,
    }
}

fn index(dialect: &Dialect, node: &Node) -> Read<Index> {
    let columns = node.get("columns").map(Node::items).unwrap_or_default();
    let parts = columns.iter().map(|part| match part {
        Node::Text(text) => Ok(text_part(dialect, text)),
        part => {
            let text = required(part, "expression")?;
            let descends = part.get("asc") == Some(&Node::Bool(false));
            Ok(if part.is("isExpression") {
                IndexPart::Expression(text)
            } else {
                let class = part.text_at("opclass");
                let nulls_first = part.text_at("nulls").map(|word| word == "first");
                IndexPart::of(dialect, text, class, descends, nulls_first)
            })
        }
    });
    let method = node.text_at("method").filter(|method| *method != "btree");
    Ok(Index {
        name: required(node, "name")?,
        parts: parts.collect::<Read<_>>()?,
        unique: node.is("isUnique"),
        filter: node.text_at("where").map(str::to_owned),
        method: method.map(str::to_owned),
        include: Vec::new(),
    })
}

/// A part of an index where all of them are texts: a column's name, or an expression.
fn text_part(dialect: &Dialect, text: &str) -> IndexPart {
    let quote = dialect.quote;
    let descending = text
        .strip_suffix(" DESC")
        .or_else(|| text.strip_suffix(" desc"));
    let named = descending.and_then(|name| name.strip_prefix(quote)?.strip_suffix(quote));
    if let Some(name) = named.filter(|name| !name.contains(quote)) {
        return IndexPart::Column(name.to_owned(), true);
    }
    if text.contains(['(', ' ', '`', '"']) {
        IndexPart::Expression(text.to_owned())
    } else {
        IndexPart::Column(text.to_owned(), false)
    }
}

fn foreign_key(node: &Node) -> Read<ForeignKey> {
    let (on_delete, cleared) = action(node.text_at("onDelete").unwrap_or("no action"))?;
    let (on_update, _) = action(node.text_at("onUpdate").unwrap_or("no action"))?;
    Ok(ForeignKey {
        name: required(node, "name")?,
        columns: node.texts_at("columnsFrom"),
        target: required(node, "tableTo")?,
        target_columns: node.texts_at("columnsTo"),
        on_delete,
        on_update,
        cleared,
    })
}

/// `set null`, and the columns behind it: `set null ("a", "b")`.
fn action(text: &str) -> Read<(ReferenceAction, Vec<String>)> {
    let (words, columns) = match text.split_once('(') {
        Some((words, columns)) => (words.trim(), columns.trim_end_matches(')')),
        None => (text.trim(), ""),
    };
    let columns = columns
        .split(',')
        .map(|name| name.trim().trim_matches('"').to_owned());
    let columns = columns.filter(|name| !name.is_empty()).collect();
    let action = match words.to_ascii_lowercase().as_str() {
        "no action" => ReferenceAction::NoAction,
        "restrict" => ReferenceAction::Restrict,
        "cascade" => ReferenceAction::Cascade,
        "set null" => ReferenceAction::SetNull,
        "set default" => ReferenceAction::SetDefault,
        _ => return Err(SnapshotError::Part(format!("action `{text}`"))),
    };
    Ok((action, columns))
}

/// The table that a node describes, if it does.
pub(super) fn table_of(dialect: &Dialect, node: &Node) -> Option<Table> {
    table(dialect, node).ok()
}
