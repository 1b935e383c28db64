use orm_core::schema::physical::Physical;
use orm_core::schema::{KeyspaceDef, TableDef};
use orm_core::sql::define;

use crate::DIALECT;

mod column;
mod enums;
mod reference;

pub(crate) use enums::has_type;

/// What the tables of a keyspace become.
pub(crate) fn physical(keyspace: &KeyspaceDef) -> Physical {
    let mut physical = Physical::of(keyspace, column::describe, |definition, table| {
        table.checks.extend(enums::checks(definition));
        table.checks.extend(column::checks(definition));
        for (key, made) in definition.foreign_keys.iter().zip(&mut table.foreign_keys) {
            reference::limit(definition, key, made);
        }
    });
    physical.enums = enums::types(keyspace.tables);
    physical
}

pub(crate) fn drop_table(table: &TableDef) -> String {
    format!("DROP TABLE IF EXISTS {}", quoted(table.name))
}

pub(crate) fn quoted(name: &str) -> String {
    define::quoted(&DIALECT, name)
}

/// The text as a SQL literal, whatever the server's setting for backslashes.
pub(crate) fn literal(text: &str) -> String {
    let doubled = text.replace('\'', "''");
    if doubled.contains('\\') {
        format!(" E'{}'", doubled.replace('\\', "\\\\"))
    } else {
        format!("'{doubled}'")
    }
}
