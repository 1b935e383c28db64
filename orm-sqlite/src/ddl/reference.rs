use orm_core::schema::ddl::{KeyColumns, foreign_key_name};
use orm_core::schema::physical::ForeignKey;
use orm_core::schema::{ForeignKeyDef, ReferenceAction, TableDef};

use super::{column, list, quoted};

/// Actions that would also clear the tenant column are triggers.
pub(super) fn limit(table: &TableDef, definition: &ForeignKeyDef, made: &mut ForeignKey) {
    let key = KeyColumns::of(table, definition);
    for action in [&mut made.on_delete, &mut made.on_update] {
        if key.clears_tenant(*action) {
            *action = ReferenceAction::NoAction;
        }
    }
}

/// Triggers for the actions that SQLite can't limit to some of a key's columns.
pub(super) fn triggers(table: &TableDef) -> Vec<String> {
    let mut triggers = Vec::new();
    for definition in table.foreign_keys {
        let key = KeyColumns::of(table, definition);
        if key.clears_tenant(definition.on_delete) {
            triggers.push(trigger(table, definition, &key, true));
        }
        if key.clears_tenant(definition.on_update) {
            triggers.push(trigger(table, definition, &key, false));
        }
    }
    triggers
}

fn trigger(
    table: &TableDef,
    definition: &ForeignKeyDef,
    key: &KeyColumns,
    on_delete: bool,
) -> String {
    let (kind, event, action) = if on_delete {
        ("delete", "DELETE".to_owned(), definition.on_delete)
    } else {
        let columns = list(key.target, &key.target_columns);
        (
            "update",
            format!("UPDATE OF {columns}"),
            definition.on_update,
        )
    };
    let pairs = |left: &str| -> Vec<(String, String)> {
        key.columns
            .iter()
            .zip(&key.target_columns)
            .map(|(at, target)| {
                (
                    quoted(table.columns[*at].name),
                    format!("{left}.{}", quoted(key.target.columns[*target].name)),
                )
            })
            .collect()
    };
    let sets: Vec<String> = definition
        .columns
        .iter()
        .map(|at| {
            let column = &table.columns[*at];
            let value = match action {
                ReferenceAction::SetDefault => column::default(column),
                _ => None,
            };
            let value = value.unwrap_or_else(|| "NULL".to_owned());
            format!("{} = {value}", quoted(column.name))
        })
        .collect();
    let same: Vec<String> = pairs("OLD")
        .into_iter()
        .map(|(column, old)| format!("{column} = {old}"))
        .collect();
    let when = if on_delete {
        String::new()
    } else {
        let changed: Vec<String> = pairs("OLD")
            .into_iter()
            .zip(pairs("NEW"))
            .map(|((_, old), (_, new))| format!("{old} IS NOT {new}"))
            .collect();
        format!(" WHEN {}", changed.join(" OR "))
    };
    format!(
        "CREATE TRIGGER IF NOT EXISTS {} BEFORE {event} ON {} FOR EACH ROW{when} BEGIN UPDATE {} SET {} WHERE {}; END",
        quoted(&foreign_key_name(table, definition, kind)),
        quoted(key.target.name),
        quoted(table.name),
        sets.join(", "),
        same.join(" AND "),
    )
}
