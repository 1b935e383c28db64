use orm_core::schema::ddl as shared;
use orm_core::schema::physical::{Index, IndexPart, Key, Physical, Table, name};
use orm_core::schema::{KeyspaceDef, TableDef};
use orm_core::sql::define;

use crate::DIALECT;

mod column;
mod reference;

use column::auto_increment;

/// What the tables of a keyspace become.
pub(crate) fn physical(keyspace: &KeyspaceDef) -> Physical {
    Physical::of(keyspace, column::describe, |definition, table| {
        if let Some(at) = auto_increment(definition) {
            count(definition, at, table);
        }
        // Indexes can be added and removed later, constraints can't; the rest is the same.
        let uniques = std::mem::take(&mut table.uniques);
        table
            .indexes
            .splice(0..0, uniques.into_iter().map(unique_index));
        table.comment = None;
        for column in &mut table.columns {
            column.comment = None;
        }
        for index in &mut table.indexes {
            index.method = None;
            index.include.clear();
        }
        for column in definition.columns {
            table.checks.extend(column::checks(definition, column));
        }
        for (key, made) in definition.foreign_keys.iter().zip(&mut table.foreign_keys) {
            reference::limit(definition, key, made);
        }
        table.triggers = reference::triggers(definition);
    })
}

/// The counted column is the primary key by itself; what refers to the table refers to all of the
/// key's columns.
fn count(definition: &TableDef, at: usize, table: &mut Table) {
    let alone = Key {
        name: shared::columns_name(definition, &[at], "pk"),
        columns: vec![name(definition, at)],
        nulls_not_distinct: false,
    };
    if let Some(key) = table.primary_key.replace(alone)
        && key.columns.len() > 1
    {
        table.uniques.insert(0, key);
    }
}

fn unique_index(key: Key) -> Index {
    let columns = key.columns.into_iter();
    Index {
        name: key.name,
        parts: columns.map(|name| IndexPart::Column(name, false)).collect(),
        unique: true,
        ..Index::default()
    }
}

pub(crate) fn drop_table(table: &TableDef) -> String {
    format!("DROP TABLE IF EXISTS {}", quoted(table.name))
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
    define::quoted(&DIALECT, name)
}

/// The text as a SQL literal.
pub(crate) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
