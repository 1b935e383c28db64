//! The statements of SQLite, where most changes of a table make it anew.

use orm_core::schema::physical::{Column, Physical, Table};
use orm_core::sql::{Dialect, define};

use crate::diff::{Diff, Part, TableChange};
use crate::snapshot::mentions;

/// Switches the actions of foreign keys off, so that a table that is made anew keeps the rows that
/// refer to it. The runner does so before it begins the transaction, where it takes effect.
pub(crate) const KEYS_OFF: &str = "PRAGMA foreign_keys=OFF";
/// Switches them on again.
pub(crate) const KEYS_ON: &str = "PRAGMA foreign_keys=ON";

/// The statements that make the old schema the new one.
pub(super) fn statements(
    dialect: &Dialect,
    old: &Physical,
    new: &Physical,
    diff: &Diff,
) -> Vec<String> {
    let name = |name: &str| define::quoted(dialect, name);
    let mut out = super::drop_views(dialect, diff);
    for (from, to) in &diff.renamed_tables {
        out.push(format!("ALTER TABLE {} RENAME TO {}", name(from), name(to)));
    }
    for change in &diff.changed_tables {
        for (from, to) in &change.renamed_columns {
            let table = name(&change.new.name);
            out.push(format!(
                "ALTER TABLE {table} RENAME COLUMN {} TO {}",
                name(from),
                name(to)
            ));
        }
    }
    for change in &diff.changed_tables {
        let gone = change.indexes.dropped.iter();
        out.extend(gone.map(|index| format!("DROP INDEX {}", name(&index.name))));
    }
    let mut rebuilt = false;
    for table in new
        .tables
        .iter()
        .filter(|table| diff.created_tables.contains(&table.name))
    {
        out.push(create(dialect, table, false));
        let indexes = table.indexes.iter();
        out.extend(indexes.map(|index| define::create_index(dialect, &table.name, index, false)));
        out.extend(table.triggers.iter().cloned());
    }
    for change in &diff.changed_tables {
        let rebuild = !alters(change);
        rebuilt |= rebuild;
        if rebuild {
            make_anew(dialect, change, &mut out);
        } else {
            let table = name(&change.new.name);
            for column in &change.added {
                let definition = define::column(dialect, &change.new, column);
                out.push(format!("ALTER TABLE {table} ADD COLUMN {definition}"));
            }
            let gone = change.dropped.iter();
            out.extend(
                gone.map(|column| {
                    format!("ALTER TABLE {table} DROP COLUMN {}", name(&column.name))
                }),
            );
        }
        // A table that is made anew has lost its indexes.
        let indexes = if rebuild {
            &change.new.indexes
        } else {
            &change.indexes.added
        };
        let indexes = indexes.iter();
        out.extend(
            indexes.map(|index| define::create_index(dialect, &change.new.name, index, false)),
        );
    }
    // What referred to a dropped table refers to it no longer, unless it is dropped too.
    let gone = diff.dropped_tables.iter();
    out.extend(gone.map(|table| format!("DROP TABLE {}", name(table))));
    out.extend(super::create_views(dialect, diff));
    let dropped = |table: &&Table| diff.dropped_tables.contains(&table.name);
    let refers = old
        .tables
        .iter()
        .filter(dropped)
        .any(|table| !table.foreign_keys.is_empty());
    if rebuilt || (refers && diff.dropped_tables.len() > 1) {
        out.insert(0, KEYS_OFF.to_owned());
        out.push(KEYS_ON.to_owned());
    }
    out
}

fn create(dialect: &Dialect, table: &Table, if_missing: bool) -> String {
    let keys: Vec<_> = table.foreign_keys.iter().collect();
    define::create_table(dialect, table, &keys, if_missing)
}

/// Whether `ALTER TABLE` can make all of the changes.
fn alters(change: &TableChange) -> bool {
    change.altered.is_empty()
        && change.remade.is_empty()
        && !change.primary_key
        && change.checks.is_empty()
        && change.foreign_keys.is_empty()
        && change.added.iter().all(addable)
        && change
            .dropped
            .iter()
            .all(|column| droppable(&change.old, &change.new, column))
}

fn addable(column: &Column) -> bool {
    if let Some(generated) = &column.generated {
        return !generated.stored && !column.not_null;
    }
    column.counted.is_none()
        && (!column.not_null || column.default.is_some())
        && column.default.as_deref().is_none_or(is_constant)
}

/// Whether the default is a literal: others are refused for a column that is added.
fn is_constant(default: &str) -> bool {
    default.parse::<f64>().is_ok()
        || default.starts_with('\'')
        || default.starts_with("x'")
        || ["NULL", "TRUE", "FALSE"]
            .iter()
            .any(|word| default.eq_ignore_ascii_case(word))
}

/// Whether nothing of the old table that stays reads the column. Its indexes are gone by now.
fn droppable(old: &Table, new: &Table, column: &Column) -> bool {
    let named = [column.name.clone()];
    let key = old
        .primary_key
        .as_ref()
        .is_some_and(|key| key.reads(&named));
    let generated = old.columns.iter().any(|other| {
        other
            .generated
            .as_ref()
            .is_some_and(|generated| mentions(&generated.expression, &column.name))
    });
    let stays = new
        .indexes
        .iter()
        .filter(|index| old.indexes.contains(index));
    !key && !generated
        && !old.checks.iter().any(|check| check.reads(&named))
        && !old.foreign_keys.iter().any(|key| key.reads(&named))
        && !stays.into_iter().any(|index| index.reads(&named))
}

/// Makes the table anew under another name, copies its rows, and gives it its name.
fn make_anew(dialect: &Dialect, change: &TableChange, out: &mut Vec<String>) {
    let table = &change.new;
    let aside = format!("__new_{}", table.name);
    let (name, aside_name) = (
        define::quoted(dialect, &table.name),
        define::quoted(dialect, &aside),
    );
    let made = Table {
        name: aside.clone(),
        ..table.clone()
    };
    out.push(create(dialect, &made, false));
    let written = |column: &&Column| column.generated.is_none();
    let copied: Vec<String> = table
        .columns
        .iter()
        .filter(written)
        .filter(|column| {
            change
                .old
                .column(&column.name)
                .as_ref()
                .is_some_and(written)
        })
        .map(|column| column.name.clone())
        .collect();
    if !copied.is_empty() {
        let columns = define::list(dialect, &copied);
        out.push(format!(
            "INSERT INTO {aside_name} ({columns}) SELECT {columns} FROM {name}"
        ));
    }
    let counted = |table: &Table| table.columns.iter().any(|column| column.counted.is_some());
    if counted(table) && counted(&change.old) {
        // No number is counted twice, not even one whose row is gone.
        let [was, made] = [&table.name, &aside].map(|name| (dialect.literal)(name));
        out.push(format!("DELETE FROM sqlite_sequence WHERE name = {made}"));
        out.push(format!("INSERT INTO sqlite_sequence (name, seq) SELECT {made}, seq FROM sqlite_sequence WHERE name = {was}"));
    }
    out.push(format!("DROP TABLE {name}"));
    // Without it SQLite looks for the table that was just dropped in views and triggers.
    out.push("PRAGMA legacy_alter_table=ON".to_owned());
    out.push(format!("ALTER TABLE {aside_name} RENAME TO {name}"));
    out.push("PRAGMA legacy_alter_table=OFF".to_owned());
    out.extend(table.triggers.iter().cloned());
}
