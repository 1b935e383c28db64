use orm_core::schema::ddl::{KeyColumns, columns_name, fitting};
use orm_core::schema::physical::{ForeignKey, Index, IndexPart, Physical, names};
use orm_core::schema::{ForeignKeyDef, KeyspaceDef, ReferenceAction, TableDef};
use orm_core::sql::define;

use crate::MYSQL_DIALECT;

mod column;
mod index;

/// What the tables of a keyspace become.
pub(crate) fn physical(keyspace: &KeyspaceDef) -> Physical {
    describe(keyspace, false)
}

/// The same for MySQL 8, which has indexes over expressions.
pub(crate) fn physical_on_mysql8(keyspace: &KeyspaceDef) -> Physical {
    describe(keyspace, true)
}

pub(crate) fn drop_table(table: &TableDef) -> String {
    format!("DROP TABLE IF EXISTS {}", quoted(table.name))
}

fn describe(keyspace: &KeyspaceDef, expressions: bool) -> Physical {
    let describe = |table: &TableDef, at: usize| {
        let keyed = column::keyed(keyspace, table);
        column::describe(&table.columns[at], keyed[at])
    };
    Physical::of(keyspace, describe, |definition, table| {
        let keyed = column::keyed(keyspace, definition);
        let own = own_keys(definition);
        table.indexes = counted(definition).into_iter().chain(own).collect();
        for made in definition.indexes {
            index::define(definition, made, &keyed, expressions, table);
        }
        for column in definition.columns {
            table.checks.extend(column::checks(definition, column));
        }
        for (key, made) in definition.foreign_keys.iter().zip(&mut table.foreign_keys) {
            limit(definition, key, made);
        }
    })
}

fn plain_index(name: String, columns: Vec<String>, unique: bool) -> Index {
    let columns = columns.into_iter();
    Index {
        name,
        parts: columns.map(|name| IndexPart::Column(name, false)).collect(),
        unique,
        ..Index::default()
    }
}

/// The column that the server counts up has to be the first one of some key.
fn counted(table: &TableDef) -> Option<Index> {
    let at = table.columns.iter().position(column::counted)?;
    let leads = |key: &[usize]| key.first() == Some(&at);
    if leads(table.primary_key) || table.uniques.iter().any(|unique| leads(unique.columns)) {
        return None;
    }
    let name = columns_name(table, &[at], "counted");
    Some(plain_index(name, names(table, &[at]), false))
}

/// A foreign key's columns, in an order in which MySQL checks it.
///
/// MySQL 9.7, inserting a row of a table that refers to itself, takes the key for one to the row
/// itself when its first column alone agrees, as the tenant's always does. So there the tenant
/// comes last.
fn key_columns(table: &TableDef, definition: &ForeignKeyDef) -> KeyColumns {
    let mut key = KeyColumns::of(table, definition);
    if key.with_tenant && key.target.name == table.name {
        key.columns.rotate_left(1);
        key.target_columns.rotate_left(1);
    }
    key
}

/// Unique keys with the tenant last, for the table's references to itself.
fn own_keys(table: &TableDef) -> Vec<Index> {
    let mut made: Vec<Vec<usize>> = Vec::new();
    for definition in table.foreign_keys {
        let key = key_columns(table, definition);
        let own = key.with_tenant && key.target.name == table.name;
        if own && !made.contains(&key.target_columns) {
            made.push(key.target_columns);
        }
    }
    made.iter()
        .map(|columns| {
            let name = columns_name(table, columns, "own");
            plain_index(name, names(table, columns), true)
        })
        .collect()
}

/// An action that would clear the tenant column becomes RESTRICT: MySQL clears all columns of a key.
fn limit(table: &TableDef, definition: &ForeignKeyDef, made: &mut ForeignKey) {
    let key = key_columns(table, definition);
    made.columns = names(table, &key.columns);
    made.target_columns = names(key.target, &key.target_columns);
    for action in [&mut made.on_delete, &mut made.on_update] {
        // InnoDB has no SET DEFAULT.
        if *action == ReferenceAction::SetDefault || key.clears_tenant(*action) {
            *action = ReferenceAction::Restrict;
        }
    }
}

fn quoted(name: &str) -> String {
    define::quoted(&MYSQL_DIALECT, name)
}

/// The text as a SQL literal that means the same in every `sql_mode`.
pub(crate) fn literal(text: &str) -> String {
    if text.contains('\\') {
        let hex: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
        format!("_utf8mb4 0x{hex}")
    } else {
        format!("'{}'", text.replace('\'', "''"))
    }
}

/// A name of the table and one of its parts.
fn named(table: &TableDef, part: &str) -> String {
    fitting(format!("{}_{part}", table.name))
}
