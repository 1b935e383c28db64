mod view;

use orm_core::schema::Counter;
use orm_core::schema::physical::{
    Check, Column, ForeignKey, Index, IndexPart, Key, Physical, Table,
};
use orm_core::sql::{Dialect, Family, define};
use uuid::Uuid;

use super::read::is_own;
use super::{Node, dialect_name, same, version};
use crate::diff::Renames;

fn head(family: Family, id: Uuid, prev: Uuid) -> Vec<(String, Node)> {
    let id = [("id", id.to_string()), ("prevId", prev.to_string())];
    let kind = [
        ("version", version(family).to_owned()),
        ("dialect", dialect_name(family).to_owned()),
    ];
    let order = match family {
        Family::Postgres => [id, kind],
        Family::MySql | Family::Sqlite => [kind, id],
    };
    let entries = order.into_iter().flatten();
    entries
        .map(|(key, text)| (key.to_owned(), Node::text(text)))
        .collect()
}

/// The parts behind the tables.
fn tail(family: Family) -> &'static [&'static str] {
    match family {
        Family::Postgres => &[
            "enums",
            "schemas",
            "sequences",
            "roles",
            "policies",
            "views",
            "_meta",
        ],
        Family::MySql => &["views", "_meta", "internal"],
        Family::Sqlite => &["views", "enums", "_meta", "internal"],
    }
}

fn part(family: Family, key: &str) -> Node {
    let empty = Node::empty;
    match (family, key) {
        (Family::Postgres, "_meta") => Node::object([
            ("columns", empty()),
            ("schemas", empty()),
            ("tables", empty()),
        ]),
        (_, "_meta") => Node::object([
            ("schemas", empty()),
            ("tables", empty()),
            ("columns", empty()),
        ]),
        (Family::MySql, "internal") => Node::object([("tables", empty()), ("indexes", empty())]),
        (_, "internal") => Node::object([("indexes", empty())]),
        _ => empty(),
    }
}

pub(super) fn empty(family: Family, id: Uuid, prev: Uuid) -> Node {
    let mut entries = head(family, id, prev);
    entries.push(("tables".to_owned(), Node::empty()));
    for key in tail(family) {
        entries.push(((*key).to_owned(), part(family, key)));
    }
    Node::Object(entries)
}

pub(super) fn clear_meta(family: Family, root: &mut Node) {
    root.set("_meta", part(family, "_meta"));
}

pub(super) fn next(
    dialect: &Dialect,
    old: &Node,
    physical: &Physical,
    renamed: &Renames,
    id: Uuid,
    prev: Uuid,
) -> Node {
    let family = dialect.family;
    let mut root = empty(family, id, prev);
    let mut tables: Vec<(String, Node)> = physical
        .tables
        .iter()
        .map(|table| {
            let before = old_table(old, renamed.old_table(&table.name));
            let node = write_table(dialect, table, before, renamed);
            (table_key(family, &table.name), node)
        })
        .collect();
    let others = old.get("tables").map(Node::entries).unwrap_or_default();
    tables.extend(others.iter().filter(|(_, table)| !is_own(table)).cloned());
    tables.sort_by(|(a, _), (b, _)| a.cmp(b));
    root.set("tables", Node::Object(tables));
    for key in tail(family) {
        if !matches!(*key, "_meta" | "internal")
            && let Some(kept) = old.get(key)
        {
            root.set(key, kept.clone());
        }
    }
    root.set("views", view::views(dialect, old, physical));
    if family == Family::Postgres {
        root.set("enums", enums(old, physical));
    } else {
        root.set("_meta", meta(family, renamed));
        root.set("internal", internal(dialect, old, physical));
    }
    super::extra::write(&mut root, physical);
    root
}

fn table_key(family: Family, name: &str) -> String {
    match family {
        Family::Postgres => format!("public.{name}"),
        _ => name.to_owned(),
    }
}

fn old_table<'n>(old: &'n Node, name: &str) -> Option<&'n Node> {
    let tables = old.get("tables").map(Node::entries).unwrap_or_default();
    let named = tables.iter().map(|(_, table)| table);
    named
        .into_iter()
        .find(|table| is_own(table) && table.text_at("name") == Some(name))
}

fn enums(old: &Node, physical: &Physical) -> Node {
    let before = old.get("enums").map(Node::entries).unwrap_or_default();
    let foreign = before
        .iter()
        .filter(|(_, made)| !matches!(made.text_at("schema"), None | Some("public")));
    let mut enums: Vec<(String, Node)> = foreign.cloned().collect();
    enums.extend(physical.enums.iter().map(|made| {
        let node = Node::object([
            ("name", Node::text(&made.name)),
            ("schema", Node::text("public")),
            ("values", Node::texts(&made.values)),
        ]);
        (format!("public.{}", made.name), node)
    }));
    enums.sort_by(|(a, _), (b, _)| a.cmp(b));
    Node::Object(enums)
}

fn meta(family: Family, renamed: &Renames) -> Node {
    let mut meta = part(family, "_meta");
    let tables = renamed.tables.iter();
    let tables = tables.map(|(old, new)| (format!("\"{old}\""), Node::text(format!("\"{new}\""))));
    meta.set("tables", Node::Object(tables.collect()));
    let columns = renamed.columns.iter().map(|(table, old, new)| {
        (
            format!("\"{table}\".\"{old}\""),
            Node::text(format!("\"{table}\".\"{new}\"")),
        )
    });
    meta.set("columns", Node::Object(columns.collect()));
    meta
}

/// Which parts of indexes are expressions, where the index itself can't say it.
fn internal(dialect: &Dialect, old: &Node, physical: &Physical) -> Node {
    let mut internal = part(dialect.family, "internal");
    let mut indexes = Vec::new();
    for index in physical.tables.iter().flat_map(|table| &table.indexes) {
        let expressions = index.parts.iter().filter(|part| is_expression(part));
        let texts = expressions.map(|part| {
            let expression = Node::object([("isExpression", Node::Bool(true))]);
            (part_text(dialect, part), expression)
        });
        let texts: Vec<(String, Node)> = texts.collect();
        if !texts.is_empty() {
            let node = Node::object([("columns", Node::Object(texts))]);
            indexes.push((index.name.clone(), node));
        }
    }
    internal.set("indexes", Node::Object(indexes));
    if let Some(tables) = old.get("internal").and_then(|old| old.get("tables"))
        && dialect.family == Family::MySql
    {
        internal.set("tables", tables.clone());
    }
    internal
}

/// The old entry where it means the same, the new one elsewhere.
fn entry(
    old: Option<&Node>,
    key: &str,
    name: &str,
    same: impl Fn(&Node) -> bool,
    new: impl Fn() -> Node,
) -> (String, Node) {
    let before = old.and_then(|old| old.get(key)?.get(name));
    let node = match before {
        Some(before) if same(before) => before.clone(),
        _ => new(),
    };
    (name.to_owned(), node)
}

fn write_table(dialect: &Dialect, table: &Table, old: Option<&Node>, renamed: &Renames) -> Node {
    let family = dialect.family;
    let old_physical = old.and_then(|node| super::read::table_of(dialect, node));
    let before = |name: &str| {
        let name = renamed.old_column(&table.name, name);
        let column = old_physical.as_ref()?.column(name)?;
        Some((column, old?.get("columns")?.get(name)?))
    };
    let columns = table.columns.iter().map(|column| {
        let node = match before(&column.name) {
            Some((was, node))
                if was.name == column.name
                    && same::same_column(family, &table.name, was, column)
                    && node.is("primaryKey") == alone(family, table, column) =>
            {
                node.clone()
            }
            _ => write_column(family, table, column),
        };
        (column.name.clone(), node)
    });
    let columns = Node::Object(columns.collect());
    let indexes = table.indexes.iter().map(|index| {
        let was = old_physical
            .as_ref()
            .and_then(|old| old.indexes.iter().find(|was| was.name == index.name));
        entry(
            old,
            "indexes",
            &index.name,
            |_| {
                was.is_some_and(|was| {
                    let was = Index {
                        include: index.include.clone(),
                        ..was.clone()
                    };
                    crate::diff::same_index(&table.name, &was, index)
                })
            },
            || write_index(dialect, index),
        )
    });
    let indexes = Node::Object(indexes.collect());
    let keys = table.foreign_keys.iter().map(|key| {
        let was = old_physical
            .as_ref()
            .and_then(|old| old.foreign_keys.iter().find(|was| was.name == key.name));
        entry(
            old,
            "foreignKeys",
            &key.name,
            |_| was == Some(key),
            || write_foreign_key(table, key),
        )
    });
    let foreign_keys = Node::Object(keys.collect());
    let primary = table
        .primary_key
        .iter()
        .filter(|key| family == Family::MySql || key.columns.len() > 1);
    let primary = primary.map(|key| {
        let name = primary_name(family, table, key);
        let same = |node: &Node| node.texts_at("columns") == key.columns;
        entry(old, "compositePrimaryKeys", &name, same, || {
            write_primary(family, &name, key)
        })
    });
    let primary = Node::Object(primary.collect());
    let uniques = table.uniques.iter().map(|key| {
        let same = |node: &Node| node.texts_at("columns") == key.columns;
        entry(old, "uniqueConstraints", &key.name, same, || {
            write_unique(family, key)
        })
    });
    let uniques = Node::Object(uniques.collect());
    let check_key = if family == Family::MySql {
        "checkConstraint"
    } else {
        "checkConstraints"
    };
    let checks = table.checks.iter().map(|check| {
        let same = |node: &Node| {
            node.text_at("value")
                .is_some_and(|was| same::same_expression(&table.name, was, &check.expression))
        };
        entry(old, check_key, &check.name, same, || write_check(check))
    });
    let checks = Node::Object(checks.collect());
    let name = Node::text(&table.name);
    if family != Family::Postgres {
        return Node::object([
            ("name", name),
            ("columns", columns),
            ("indexes", indexes),
            ("foreignKeys", foreign_keys),
            ("compositePrimaryKeys", primary),
            ("uniqueConstraints", uniques),
            (check_key, checks),
        ]);
    }
    let kept =
        |key: &str, default: Node| old.and_then(|old| old.get(key)).cloned().unwrap_or(default);
    Node::object([
        ("name", name),
        ("schema", Node::text("")),
        ("columns", columns),
        ("indexes", indexes),
        ("foreignKeys", foreign_keys),
        ("compositePrimaryKeys", primary),
        ("uniqueConstraints", uniques),
        ("policies", kept("policies", Node::empty())),
        (check_key, checks),
        ("isRLSEnabled", kept("isRLSEnabled", Node::Bool(false))),
    ])
}

/// Whether the column's entry says that it is the primary key.
fn alone(family: Family, table: &Table, column: &Column) -> bool {
    let key = table.primary_key.as_ref();
    family != Family::MySql && key.is_some_and(|key| key.columns == [column.name.clone()])
}

/// The name under which a primary key stands: `table_columns` on MySQL, when it is one column's.
fn primary_name(family: Family, table: &Table, key: &Key) -> String {
    match (family, key.columns.as_slice()) {
        (Family::MySql, [column]) => format!("{}_{column}", table.name),
        _ => key.name.clone(),
    }
}

fn write_primary(family: Family, name: &str, key: &Key) -> Node {
    let (name, columns) = (Node::text(name), Node::texts(&key.columns));
    match family {
        Family::Sqlite => Node::object([("columns", columns), ("name", name)]),
        _ => Node::object([("name", name), ("columns", columns)]),
    }
}

fn write_unique(family: Family, key: &Key) -> Node {
    let (name, columns) = (Node::text(&key.name), Node::texts(&key.columns));
    match family {
        Family::Postgres => Node::object([
            ("name", name),
            ("nullsNotDistinct", key.nulls_not_distinct.into()),
            ("columns", columns),
        ]),
        _ => Node::object([("name", name), ("columns", columns)]),
    }
}

fn write_check(check: &Check) -> Node {
    Node::object([
        ("name", Node::text(&check.name)),
        ("value", Node::text(&check.expression)),
    ])
}

fn write_column(family: Family, table: &Table, column: &Column) -> Node {
    let mut node = Node::object([("name", Node::text(&column.name))]);
    let type_name = match &column.enum_type {
        Some(name) if column.is_array() => format!("{name}[]"),
        Some(name) => name.clone(),
        None if column.counted == Some(Counter::Serial) => {
            define::serial(&column.type_name).to_owned()
        }
        None => spelled(family, &column.type_name),
    };
    node.set("type", Node::text(type_name));
    if column.enum_type.is_some() {
        node.set("typeSchema", Node::text("public"));
    }
    node.set("primaryKey", alone(family, table, column).into());
    node.set("notNull", column.not_null.into());
    if family == Family::Postgres {
        if let Some(counter) = column.counted.filter(|counter| *counter != Counter::Serial) {
            node.set("identity", identity(table, column, counter));
        }
    } else {
        node.set("autoincrement", column.counted.is_some().into());
    }
    if column.on_update_now {
        node.set("onUpdate", Node::Bool(true));
    }
    if let Some(default) = &column.default
        && column.counted.is_none()
    {
        let truth = family == Family::MySql && node.text_at("type") == Some("boolean");
        node.set("default", written_default(default, truth));
    }
    if let Some(generated) = &column.generated {
        let kind = if generated.stored {
            "stored"
        } else {
            "virtual"
        };
        let (expression, kind) = (Node::text(&generated.expression), Node::text(kind));
        node.set(
            "generated",
            match family {
                Family::Postgres => Node::object([("as", expression), ("type", kind)]),
                // With its parentheses, as it is written into the statement.
                _ => Node::object([
                    ("as", Node::text(format!("({})", generated.expression))),
                    ("type", kind),
                ]),
            },
        );
    }
    node
}

/// As drizzle-kit spells the type.
fn spelled(family: Family, type_name: &str) -> String {
    match (family, type_name) {
        (Family::Postgres, _) => spelled_by_postgres(type_name),
        (Family::MySql, "TINYINT(1)") => "boolean".to_owned(),
        (Family::MySql, _) => {
            // A comment that only some servers read stands behind it, and its first letter counts.
            let (name, rest) = type_name.split_at(type_name.find(" /*").unwrap_or(type_name.len()));
            let name = same::lowercase(name).replace(", ", ",");
            let whole = name.strip_suffix("(0)").map(str::to_owned);
            format!("{}{rest}", whole.unwrap_or(name))
        }
        (Family::Sqlite, _) => same::lowercase(type_name),
    }
}

/// `timestamp (3) with time zone[]`
fn spelled_by_postgres(type_name: &str) -> String {
    if let Some(element) = type_name.strip_suffix("[]") {
        return format!("{}[]", spelled_by_postgres(element));
    }
    let (word, digits) = match type_name.split_once('(') {
        Some((word, digits)) => (word, format!(" ({digits}")),
        None => (type_name, String::new()),
    };
    match word {
        "timestamptz" => format!("timestamp{digits} with time zone"),
        "timestamp" => format!("timestamp{digits}"),
        _ => type_name.to_owned(),
    }
}

/// As drizzle-kit has it, for which a truth value of MySQL's is none of its numbers.
fn written_default(default: &str, truth: bool) -> Node {
    match default {
        "1" if truth => Node::Bool(true),
        "0" if truth => Node::Bool(false),
        "true" | "TRUE" => Node::Bool(true),
        "false" | "FALSE" => Node::Bool(false),
        _ => match default.parse::<i64>() {
            Ok(number) => Node::Number(number.into()),
            Err(_) => Node::text(default),
        },
    }
}

fn identity(table: &Table, column: &Column, counter: Counter) -> Node {
    let kind = match counter {
        Counter::IdentityAlways => "always",
        Counter::Identity | Counter::Serial => "byDefault",
    };
    let most = match column.type_name.as_str() {
        "smallint" => "32767",
        "integer" => "2147483647",
        _ => "9223372036854775807",
    };
    let name = format!("{}_{}_seq", table.name, column.name);
    Node::object([
        ("type", Node::text(kind)),
        ("name", Node::text(name)),
        ("schema", Node::text("public")),
        ("increment", Node::text("1")),
        ("startWith", Node::text("1")),
        ("minValue", Node::text("1")),
        ("maxValue", Node::text(most)),
        ("cache", Node::text("1")),
        ("cycle", Node::Bool(false)),
    ])
}

fn is_expression(part: &IndexPart) -> bool {
    !matches!(part, IndexPart::Column(_, false))
}

/// A part of an index where all of them are texts.
fn part_text(dialect: &Dialect, part: &IndexPart) -> String {
    match part {
        IndexPart::Column(name, false) => name.clone(),
        IndexPart::Column(name, true) => {
            format!("{} DESC", orm_core::sql::define::quoted(dialect, name))
        }
        IndexPart::Expression(expression) => expression.clone(),
    }
}

fn write_index(dialect: &Dialect, index: &Index) -> Node {
    let name = Node::text(&index.name);
    let unique = Node::Bool(index.unique);
    if dialect.family != Family::Postgres {
        let columns = Node::texts(index.parts.iter().map(|part| part_text(dialect, part)));
        let mut node = Node::object([("name", name), ("columns", columns)]);
        if let Some(filter) = &index.filter {
            node.set("where", Node::text(filter));
        }
        node.set("isUnique", unique);
        return node;
    }
    let columns = index.parts.iter().map(|part| match part {
        IndexPart::Column(name, descends) => Node::object([
            ("expression", Node::text(name)),
            ("isExpression", Node::Bool(false)),
            ("asc", (!descends).into()),
            (
                "nulls",
                Node::text(if *descends { "first" } else { "last" }),
            ),
        ]),
        IndexPart::Expression(expression) => Node::object([
            ("expression", Node::text(expression)),
            ("asc", Node::Bool(true)),
            ("isExpression", Node::Bool(true)),
            ("nulls", Node::text("last")),
        ]),
    });
    let mut node = Node::object([
        ("name", name),
        ("columns", Node::List(columns.collect())),
        ("isUnique", unique),
    ]);
    if let Some(filter) = &index.filter {
        node.set("where", Node::text(filter));
    }
    node.set("concurrently", Node::Bool(false));
    node.set(
        "method",
        Node::text(index.method.as_deref().unwrap_or("btree")),
    );
    node.set("with", Node::empty());
    node
}

fn write_foreign_key(table: &Table, key: &ForeignKey) -> Node {
    let mut on_delete = key.on_delete.sql().to_ascii_lowercase();
    if !key.cleared.is_empty() {
        on_delete.push_str(&format!(" (\"{}\")", key.cleared.join("\", \"")));
    }
    Node::object([
        ("name", Node::text(&key.name)),
        ("tableFrom", Node::text(&table.name)),
        ("tableTo", Node::text(&key.target)),
        ("columnsFrom", Node::texts(&key.columns)),
        ("columnsTo", Node::texts(&key.target_columns)),
        ("onDelete", Node::text(on_delete)),
        (
            "onUpdate",
            Node::text(key.on_update.sql().to_ascii_lowercase()),
        ),
    ])
}
