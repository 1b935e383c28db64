use orm_core::schema::{ForeignKeyDef, ReferenceAction, ReferenceScope, TableDef};

use super::{column, list, quoted};

/// A foreign key's columns on both sides, the tenant's included where it is part of the key.
struct Key {
    target: &'static TableDef,
    columns: Vec<usize>,
    target_columns: Vec<usize>,
    with_tenant: bool,
}

impl Key {
    fn of(table: &TableDef, key: &ForeignKeyDef) -> Self {
        let target = (key.target)();
        let mut columns = key.columns.to_vec();
        let mut target_columns = key.target_columns.to_vec();
        let mut with_tenant = false;
        if let (ReferenceScope::Tenant, Some(tenant), Some(target_tenant)) =
            (key.scope, table.tenant, target.tenant)
            // The tenants' own table: its tenant column is what is referred to.
            && !target_columns.contains(&target_tenant)
            && !columns.contains(&tenant)
        {
            columns.insert(0, tenant);
            target_columns.insert(0, target_tenant);
            with_tenant = true;
        }
        Self {
            target,
            columns,
            target_columns,
            with_tenant,
        }
    }

    /// Whether SQLite's own action would also clear the tenant column.
    fn needs_trigger(&self, action: ReferenceAction) -> bool {
        self.with_tenant
            && matches!(
                action,
                ReferenceAction::SetNull | ReferenceAction::SetDefault
            )
    }

    fn action(&self, action: ReferenceAction) -> &'static str {
        if self.needs_trigger(action) {
            ReferenceAction::NoAction.sql()
        } else {
            action.sql()
        }
    }
}

pub(super) fn define(table: &TableDef, definition: &ForeignKeyDef) -> String {
    let key = Key::of(table, definition);
    format!(
        "CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {} ({}) ON DELETE {} ON UPDATE {}",
        quoted(&name(table, definition, "fk")),
        list(table, &key.columns),
        quoted(key.target.name),
        list(key.target, &key.target_columns),
        key.action(definition.on_delete),
        key.action(definition.on_update),
    )
}

/// Triggers for the actions that SQLite can't limit to some of a key's columns.
pub(super) fn triggers(table: &TableDef) -> Vec<String> {
    let mut triggers = Vec::new();
    for definition in table.foreign_keys {
        let key = Key::of(table, definition);
        if key.needs_trigger(definition.on_delete) {
            triggers.push(trigger(table, definition, &key, true));
        }
        if key.needs_trigger(definition.on_update) {
            triggers.push(trigger(table, definition, &key, false));
        }
    }
    triggers
}

fn trigger(table: &TableDef, definition: &ForeignKeyDef, key: &Key, on_delete: bool) -> String {
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
        quoted(&name(table, definition, kind)),
        quoted(key.target.name),
        quoted(table.name),
        sets.join(", "),
        same.join(" AND "),
    )
}

fn name(table: &TableDef, key: &ForeignKeyDef, kind: &str) -> String {
    let target = (key.target)();
    let columns = |table: &TableDef, columns: &[usize]| {
        let names: Vec<&str> = columns.iter().map(|at| table.columns[*at].name).collect();
        names.join("_")
    };
    format!(
        "{}_{}_{}_{}_{kind}",
        table.name,
        columns(table, key.columns),
        target.name,
        columns(target, key.target_columns),
    )
}
