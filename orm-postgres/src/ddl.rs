use std::fmt::Write;

use orm_core::schema::ddl as shared;
use orm_core::schema::{IndexColumn, IndexDef, KeyspaceDef, TableDef};

mod column;
mod enums;
mod reference;

pub(crate) use enums::has_type;

/// Statements that create the tables of a keyspace with their types and indexes. What exists is
/// left as it is.
pub(crate) fn create_tables(keyspace: &KeyspaceDef) -> Vec<String> {
    let tables = shared::by_reference(keyspace.tables);
    let mut statements: Vec<String> = enums::create_extension(&tables).into_iter().collect();
    statements.extend(enums::create_types(&tables));
    let mut later = Vec::new();
    for (at, table) in tables.iter().enumerate() {
        let (now, then) = reference::split(table, &tables[..=at], keyspace.tables);
        statements.push(create_table(table, &now));
        statements.extend(table.indexes.iter().map(|index| create_index(table, index)));
        later.extend(then);
    }
    statements.extend(later);
    statements
}

pub(crate) fn drop_table(table: &TableDef) -> String {
    format!("DROP TABLE IF EXISTS {}", quoted(table.name))
}

fn create_table(table: &TableDef, references: &[String]) -> String {
    let columns = 0..table.columns.len();
    let mut parts: Vec<String> = columns.map(|at| column::define(table, at)).collect();
    if !table.primary_key.is_empty() {
        parts.push(format!("PRIMARY KEY ({})", list(table, table.primary_key)));
    }
    parts.extend(table.uniques.iter().map(|unique| {
        let name = quoted(&shared::unique_name(table, unique));
        format!("CONSTRAINT {name} UNIQUE ({})", list(table, unique.columns))
    }));
    parts.extend(table.checks.iter().enumerate().map(|(at, check)| {
        let name = quoted(&shared::check_name(table, at, check));
        format!("CONSTRAINT {name} CHECK ({})", check.expression)
    }));
    let checks = 0..table.columns.len();
    parts.extend(checks.clone().filter_map(|at| enums::check(table, at)));
    parts.extend(checks.filter_map(|at| column::check(table, at)));
    parts.extend_from_slice(references);
    format!(
        "CREATE TABLE IF NOT EXISTS {} (\n    {}\n)",
        quoted(table.name),
        parts.join(",\n    "),
    )
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
    let mut sql = format!(
        "CREATE {}INDEX IF NOT EXISTS {} ON {} ({})",
        if index.unique { "UNIQUE " } else { "" },
        quoted(&shared::index_name(table, index)),
        quoted(table.name),
        columns.join(", "),
    );
    if let Some(filter) = index.filter {
        // Writing to a String can't fail.
        let _ = write!(sql, " WHERE {filter}");
    }
    sql
}

/// Runs a definition that may have taken place before.
fn unless_there(definition: &str) -> String {
    let mut tag = String::from("$orm$");
    while definition.contains(&tag) {
        tag.insert(1, '_');
    }
    format!("DO {tag} BEGIN {definition}; EXCEPTION WHEN duplicate_object THEN NULL; END {tag}")
}

/// `"a", "b"`
fn list(table: &TableDef, columns: &[usize]) -> String {
    let columns: Vec<String> = columns
        .iter()
        .map(|at| quoted(table.columns[*at].name))
        .collect();
    columns.join(", ")
}

pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The text as a SQL literal, whatever the server's setting for backslashes.
fn literal(text: &str) -> String {
    let doubled = text.replace('\'', "''");
    if doubled.contains('\\') {
        format!(" E'{}'", doubled.replace('\\', "\\\\"))
    } else {
        format!("'{doubled}'")
    }
}
