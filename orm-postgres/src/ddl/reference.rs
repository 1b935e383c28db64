use orm_core::schema::ddl::{KeyColumns, foreign_key_name};
use orm_core::schema::{ForeignKeyDef, ReferenceAction, TableDef};

use super::{list, quoted, unless_there};

/// The table's foreign keys: those to tables that are there by now, as parts of CREATE TABLE, and
/// those that close a circle, as statements for later.
pub(super) fn split(
    table: &TableDef,
    there: &[&'static TableDef],
    listed: &[&'static TableDef],
) -> (Vec<String>, Vec<String>) {
    let (mut now, mut later) = (Vec::new(), Vec::new());
    for key in table.foreign_keys {
        let name = (key.target)().name;
        let among = |tables: &[&'static TableDef]| tables.iter().any(|table| table.name == name);
        if among(there) || !among(listed) {
            now.push(define(table, key));
        } else {
            later.push(unless_there(&format!(
                "ALTER TABLE {} ADD {}",
                quoted(table.name),
                define(table, key),
            )));
        }
    }
    (now, later)
}

fn define(table: &TableDef, definition: &ForeignKeyDef) -> String {
    let key = KeyColumns::of(table, definition);
    // The tenant stays: only the columns that were named are cleared.
    let cleared = if key.clears_tenant(definition.on_delete) {
        format!(" ({})", list(table, definition.columns))
    } else {
        String::new()
    };
    // An update has no list of columns. It would clear the tenant, which is NOT NULL, so that the
    // update is refused; this says so by itself.
    let on_update = if key.clears_tenant(definition.on_update) {
        ReferenceAction::NoAction
    } else {
        definition.on_update
    };
    format!(
        "CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {} ({}) ON DELETE {}{cleared} ON UPDATE {}",
        quoted(&foreign_key_name(table, definition, "fk")),
        list(table, &key.columns),
        quoted(key.target.name),
        list(key.target, &key.target_columns),
        definition.on_delete.sql(),
        on_update.sql(),
    )
}
