use std::fmt::Write;

use orm_core::schema::ddl as shared;
use orm_core::schema::{CheckDef, IndexColumn, IndexDef, KeyspaceDef, TableDef, UniqueDef};

mod column;
mod reference;

use column::auto_increment;

/// Statements that create the tables of a keyspace with their indexes and triggers.
pub(crate) fn create_tables(keyspace: &KeyspaceDef) -> Vec<String> {
    let mut statements = Vec::new();
    for table in shared::by_reference(keyspace.tables) {
        statements.push(create_table(table));
        statements.extend(table.indexes.iter().map(|index| create_index(table, index)));
        statements.extend(reference::triggers(table));
    }
    statements
}

pub(crate) fn drop_table(table: &TableDef) -> String {
    format!("DROP TABLE IF EXISTS {}", quoted(table.name))
}

fn create_table(table: &TableDef) -> String {
    let mut parts: Vec<String> = table.columns.iter().map(column::define).collect();
    if auto_increment(table).is_none() {
        if !table.primary_key.is_empty() {
            parts.push(format!("PRIMARY KEY ({})", list(table, table.primary_key)));
        }
    } else if table.primary_key.len() > 1 {
        // The counted column is the primary key; what refers to the table refers to all of these.
        let name = quoted(&shared::columns_name(table, table.primary_key, "pk"));
        let columns = list(table, table.primary_key);
        parts.push(format!("CONSTRAINT {name} UNIQUE ({columns})"));
    }
    parts.extend(
        table
            .uniques
            .iter()
            .map(|unique| define_unique(table, unique)),
    );
    let checks = table.checks.iter().enumerate();
    parts.extend(checks.map(|(at, check)| define_check(table, at, check)));
    parts.extend(
        table
            .columns
            .iter()
            .flat_map(|column| column::checks(table, column)),
    );
    parts.extend(
        table
            .foreign_keys
            .iter()
            .map(|key| reference::define(table, key)),
    );
    format!(
        "CREATE TABLE IF NOT EXISTS {} (\n    {}\n) STRICT",
        quoted(table.name),
        parts.join(",\n    "),
    )
}

fn define_unique(table: &TableDef, unique: &UniqueDef) -> String {
    let name = quoted(&shared::unique_name(table, unique));
    format!("CONSTRAINT {name} UNIQUE ({})", list(table, unique.columns))
}

fn define_check(table: &TableDef, at: usize, check: &CheckDef) -> String {
    let name = quoted(&shared::check_name(table, at, check));
    format!("CONSTRAINT {name} CHECK ({})", check.expression)
}

fn create_index(table: &TableDef, index: &IndexDef) -> String {
    let columns: Vec<String> = index
        .columns
        .iter()
        .map(|part| match part {
            IndexColumn::Ascending(at) => quoted(table.columns[*at].name),
            IndexColumn::Descending(at) => format!("{} DESC", quoted(table.columns[*at].name)),
            IndexColumn::Expression(expression) => format!("({expression})"),
        })
        .collect();
    let name = quoted(&shared::index_name(table, index));
    let mut sql = format!(
        "CREATE {}INDEX IF NOT EXISTS {name} ON {} ({})",
        if index.unique { "UNIQUE " } else { "" },
        quoted(table.name),
        columns.join(", "),
    );
    if let Some(filter) = index.filter {
        // Writing to a String can't fail.
        let _ = write!(sql, " WHERE {filter}");
    }
    sql
}

/// `"a", "b"`
fn list(table: &TableDef, columns: &[usize]) -> String {
    let columns: Vec<String> = columns
        .iter()
        .map(|at| quoted(table.columns[*at].name))
        .collect();
    columns.join(", ")
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The text as a SQL literal.
fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
