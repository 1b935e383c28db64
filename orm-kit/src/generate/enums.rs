//! Enum types of Postgres.

use orm_core::schema::physical::{Column, EnumType, Physical, Table};
use orm_core::sql::{Dialect, define};

use crate::diff::{Diff, EnumChange};

/// Enum types that have to be made anew: values are gone or stand in another order, or a new value
/// is a default, which Postgres refuses in the transaction that adds it.
pub(super) fn rewritten(diff: &Diff, new: &Physical) -> Vec<String> {
    let changes = diff.changed_enums.iter();
    let again = changes.filter(|change| !change.only_adds() || is_default(change, diff, new));
    again.map(|change| change.name.clone()).collect()
}

/// The values in the order in which they were added.
fn added(change: &EnumChange) -> impl Iterator<Item = (usize, &String)> {
    let values = change.new.iter().enumerate();
    values.filter(|(_, value)| !change.old.contains(value))
}

fn is_default(change: &EnumChange, diff: &Diff, new: &Physical) -> bool {
    let fresh: Vec<String> = added(change).map(|(_, value)| value.clone()).collect();
    let mut changed = new.tables.iter().filter(|table| {
        diff.created_tables.contains(&table.name)
            || diff
                .changed_tables
                .iter()
                .any(|change| change.new.name == table.name)
    });
    changed.any(|table| {
        let named = |text: &str| {
            fresh
                .iter()
                .any(|value| text.contains(&format!("'{value}'")))
        };
        let columns = table
            .columns
            .iter()
            .filter(|column| column.enum_type.as_ref() == Some(&change.name));
        let mut defaults = columns.filter_map(|column| Some((column, column.default.as_deref()?)));
        defaults.any(|(column, default)| {
            // An array's literal may hold them without quotes.
            let inside = |value: &String| column.is_array() && default.contains(value.as_str());
            named(default) || fresh.iter().any(inside)
        }) || table.checks.iter().any(|check| named(&check.expression))
            || table
                .indexes
                .iter()
                .any(|index| index.filter.as_deref().is_some_and(named))
    })
}

/// The types of these names.
fn among<'p>(new: &'p Physical, names: &'p [String]) -> impl Iterator<Item = &'p EnumType> {
    new.enums.iter().filter(|made| names.contains(&made.name))
}

/// New types, and values that are added or have another name.
pub(super) fn before(
    dialect: &Dialect,
    diff: &Diff,
    new: &Physical,
    rewritten: &[String],
) -> Vec<String> {
    let mut out = Vec::new();
    for made in among(new, &diff.created_enums) {
        out.push(define::create_enum(dialect, &made.name, &made.values));
    }
    for change in &diff.changed_enums {
        let name = define::quoted(dialect, &change.name);
        let literal = |text: &str| (dialect.literal)(text);
        for (from, to) in &change.renamed {
            out.push(format!(
                "ALTER TYPE {name} RENAME VALUE {} TO {}",
                literal(from),
                literal(to)
            ));
        }
        if rewritten.contains(&change.name) {
            continue;
        }
        for (at, value) in added(change) {
            let place = match at.checked_sub(1).and_then(|at| change.new.get(at)) {
                Some(before) => format!(" AFTER {}", literal(before)),
                None => change
                    .old
                    .first()
                    .map(|first| format!(" BEFORE {}", literal(first)))
                    .unwrap_or_default(),
            };
            out.push(format!(
                "ALTER TYPE {name} ADD VALUE {}{place}",
                literal(value)
            ));
        }
    }
    out
}

fn columns<'p>(new: &'p Physical, name: &'p str) -> impl Iterator<Item = (&'p Table, &'p Column)> {
    let all = new
        .tables
        .iter()
        .flat_map(|table| table.columns.iter().map(move |column| (table, column)));
    all.filter(move |(_, column)| column.enum_type.as_deref() == Some(name))
}

/// Makes types anew under their names, and gives them to the columns. A row with a value that is
/// gone makes the migration fail, and nothing is lost.
pub(super) fn rewrite(
    dialect: &Dialect,
    old: &Physical,
    diff: &Diff,
    new: &Physical,
    rewritten: &[String],
) -> Vec<String> {
    let mut out = Vec::new();
    for made in among(new, rewritten) {
        let name = define::quoted(dialect, &made.name);
        let aside = define::quoted(dialect, &aside(&made.name));
        out.push(format!("ALTER TYPE {name} RENAME TO {aside}"));
        out.push(define::create_enum(dialect, &made.name, &made.values));
        for (table, column) in columns(new, &made.name) {
            let was = old
                .table(&table.name)
                .and_then(|table| table.column(&column.name));
            // New columns, and those that get the type only now, have it from the start.
            if diff.created_tables.contains(&table.name)
                || was.is_none_or(|was| was.enum_type.as_deref() != Some(&made.name))
            {
                continue;
            }
            let table = define::quoted(dialect, &table.name);
            let column_name = define::quoted(dialect, &column.name);
            let mut alter = |what: String| {
                out.push(format!(
                    "ALTER TABLE {table} ALTER COLUMN {column_name} {what}"
                ));
            };
            if was.is_some_and(|was| was.default.is_some()) {
                alter("DROP DEFAULT".to_owned());
            }
            let array = if column.is_array() { "[]" } else { "" };
            alter(format!(
                "TYPE {name}{array} USING {column_name}::text{array}::{name}{array}"
            ));
            if let Some(default) = &column.default {
                alter(format!("SET DEFAULT {default}"));
            }
        }
    }
    out
}

fn aside(name: &str) -> String {
    orm_core::schema::ddl::fitting(format!("{name}__old"))
}

/// Drops what nothing uses any more.
pub(super) fn after(dialect: &Dialect, diff: &Diff, rewritten: &[String]) -> Vec<String> {
    let old = rewritten.iter().map(|name| aside(name));
    let names = old.chain(diff.dropped_enums.iter().cloned());
    names
        .map(|name| format!("DROP TYPE {}", define::quoted(dialect, &name)))
        .collect()
}
