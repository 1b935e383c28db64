//! What Drizzle's snapshots have no place for: comments, and the columns that an index carries along.
//! It stands in a part of `_meta` that drizzle-kit doesn't look at.

use orm_core::schema::physical::{Physical, Table};

use super::Node;

const KEY: &str = "orm";

/// What is kept of a table.
pub(super) fn of<'n>(root: &'n Node, table: &str) -> Option<&'n Node> {
    root.get("_meta")?.get(KEY)?.get("tables")?.get(table)
}

/// Adds to the table what is kept of it.
pub(super) fn read(said: &Node, table: &mut Table) {
    table.comment = said.text_at("comment").map(str::to_owned);
    let comments = said.get("columns");
    for column in &mut table.columns {
        let comment = comments.and_then(|comments| comments.text_at(&column.name));
        column.comment = comment.map(str::to_owned);
    }
    let include = said.get("include");
    for index in &mut table.indexes {
        index.include = include
            .map(|include| include.texts_at(&index.name))
            .unwrap_or_default();
    }
}

/// Writes it into the snapshot; nothing where there is nothing to be kept.
pub(super) fn write(root: &mut Node, physical: &Physical) {
    let tables = physical.tables.iter();
    let mut tables: Vec<(String, Node)> = tables
        .filter_map(|table| Some((table.name.clone(), table_node(table)?)))
        .collect();
    tables.sort_by(|(a, _), (b, _)| a.cmp(b));
    if !tables.is_empty() {
        set(root, Node::object([("tables", Node::Object(tables))]));
    }
}

/// Takes it over from the snapshot before.
pub(super) fn keep(root: &mut Node, old: &Node) {
    if let Some(kept) = old.get("_meta").and_then(|meta| meta.get(KEY)) {
        set(root, kept.clone());
    }
}

fn set(root: &mut Node, node: Node) {
    if let Some(mut meta) = root.get("_meta").cloned() {
        meta.set(KEY, node);
        root.set("_meta", meta);
    }
}

fn table_node(table: &Table) -> Option<Node> {
    let comments = table.columns.iter().filter_map(|column| {
        let comment = column.comment.as_ref()?;
        Some((column.name.clone(), Node::text(comment)))
    });
    let comments: Vec<(String, Node)> = comments.collect();
    let indexes = table.indexes.iter();
    let include: Vec<(String, Node)> = indexes
        .filter(|index| !index.include.is_empty())
        .map(|index| (index.name.clone(), Node::texts(&index.include)))
        .collect();
    let mut node = Node::empty();
    if let Some(comment) = &table.comment {
        node.set("comment", Node::text(comment));
    }
    for (key, entries) in [("columns", comments), ("include", include)] {
        if !entries.is_empty() {
            node.set(key, Node::Object(entries));
        }
    }
    (!node.entries().is_empty()).then_some(node)
}
