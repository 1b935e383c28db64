//! What Postgres can do to a table while others read and write it: in a file of its own, outside of a
//! transaction.

use orm_core::schema::ddl::fitting;
use orm_core::schema::physical::{Check, ForeignKey, Index, IndexPart, Key, Physical, Table};
use orm_core::sql::{Dialect, Family, define};

use crate::diff::{Diff, Part, Parts, TableChange};
use crate::snapshot::same_column;

/// What is done after the rest, without a transaction.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Online {
    tables: Vec<Changed>,
}

/// The parts of one table.
#[derive(Clone, Debug, Default, PartialEq)]
struct Changed {
    table: Table,
    dropped: Vec<Index>,
    indexes: Vec<Index>,
    uniques: Vec<Key>,
    checks: Vec<Check>,
    foreign_keys: Vec<ForeignKey>,
    /// Columns that may no longer be NULL.
    required: Vec<String>,
}

impl Changed {
    fn is_empty(&self) -> bool {
        self.dropped.is_empty()
            && self.indexes.is_empty()
            && self.uniques.is_empty()
            && self.checks.is_empty()
            && self.foreign_keys.is_empty()
            && self.required.is_empty()
    }
}

impl Online {
    /// Takes out of the diff what can be done without keeping others out.
    pub(super) fn take(diff: &mut Diff, old: &Physical, new: &Physical) -> Self {
        let needed = needed(diff, old, new);
        let mut tables = Vec::new();
        for change in &mut diff.changed_tables {
            let changed = of_table(change, &needed);
            if !changed.is_empty() {
                tables.push(changed);
            }
        }
        diff.changed_tables.retain(|change| !is_empty(change));
        Self { tables }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }

    /// The schema as it is before these statements.
    pub(super) fn before(&self, new: &Physical) -> Physical {
        let mut before = new.clone();
        for changed in &self.tables {
            let table = before.tables.iter_mut();
            for table in table.filter(|table| table.name == changed.table.name) {
                table.indexes.retain(|index| !has(&changed.indexes, index));
                table.indexes.extend(changed.dropped.iter().cloned());
                table.uniques.retain(|key| !has(&changed.uniques, key));
                table.checks.retain(|check| !has(&changed.checks, check));
                table
                    .foreign_keys
                    .retain(|key| !has(&changed.foreign_keys, key));
                let columns = table.columns.iter_mut();
                for column in columns.filter(|column| changed.required.contains(&column.name)) {
                    column.not_null = false;
                }
            }
        }
        before
    }

    pub(super) fn statements(&self, dialect: &Dialect) -> Vec<String> {
        let mut out = Vec::new();
        let name = |name: &str| define::quoted(dialect, name);
        for changed in &self.tables {
            let table = name(&changed.table.name);
            for index in &changed.dropped {
                out.push(format!("DROP INDEX CONCURRENTLY {}", name(&index.name)));
            }
            for index in &changed.indexes {
                out.push(define::create_index_concurrently(
                    dialect,
                    &changed.table.name,
                    index,
                ));
            }
            for key in &changed.uniques {
                let index = Index {
                    name: key.name.clone(),
                    parts: key
                        .columns
                        .iter()
                        .map(|name| IndexPart::Column(name.clone(), false))
                        .collect(),
                    unique: true,
                    ..Index::default()
                };
                out.push(define::create_index_concurrently(
                    dialect,
                    &changed.table.name,
                    &index,
                ));
                let key = name(&key.name);
                out.push(format!(
                    "ALTER TABLE {table} ADD CONSTRAINT {key} UNIQUE USING INDEX {key}"
                ));
            }
        }
        // Each holds its lock for the moment that it takes to write it down; the rows are looked at
        // without it.
        for changed in &self.tables {
            let table = name(&changed.table.name);
            let added = changed.checks.iter().map(|check| {
                (
                    &check.name,
                    define::check(dialect, &check.name, &check.expression),
                )
            });
            let keys = changed
                .foreign_keys
                .iter()
                .map(|key| (&key.name, define::foreign_key(dialect, key)));
            for (constraint, text) in added.chain(keys) {
                out.push(format!("ALTER TABLE {table} ADD {text} NOT VALID"));
                out.push(format!(
                    "ALTER TABLE {table} VALIDATE CONSTRAINT {}",
                    name(constraint)
                ));
            }
            // The server believes a check that holds for all rows, and looks at none of them again.
            for column in &changed.required {
                let check = fitting(format!("{}_{column}_not_null", changed.table.name));
                let check = name(&check);
                let column = name(column);
                for what in [
                    format!("ADD CONSTRAINT {check} CHECK ({column} IS NOT NULL) NOT VALID"),
                    format!("VALIDATE CONSTRAINT {check}"),
                    format!("ALTER COLUMN {column} SET NOT NULL"),
                    format!("DROP CONSTRAINT {check}"),
                ] {
                    out.push(format!("ALTER TABLE {table} {what}"));
                }
            }
        }
        out
    }
}

fn has<T: Part>(parts: &[T], part: &T) -> bool {
    parts.iter().any(|other| other.name() == part.name())
}

/// Keys that the rest of the migration refers to, as table and columns: they can't wait.
fn needed(diff: &Diff, old: &Physical, new: &Physical) -> Vec<(String, Vec<String>)> {
    let created = new.tables.iter().filter(|table| {
        diff.created_tables.contains(&table.name) || old.table(&table.name).is_none()
    });
    let keys = created.flat_map(|table| &table.foreign_keys);
    keys.map(|key| (key.target.clone(), key.target_columns.clone()))
        .collect()
}

fn of_table(change: &mut TableChange, needed: &[(String, Vec<String>)]) -> Changed {
    let table = change.new.clone();
    // What reads a column that goes or changes has to go before it.
    let columns = change.dropped.iter().chain(
        change
            .altered
            .iter()
            .chain(&change.remade)
            .map(|(was, _)| was),
    );
    let columns: Vec<String> = columns.map(|column| column.name.clone()).collect();
    let mut changed = Changed {
        table,
        ..Changed::default()
    };
    let is_needed = |names: &[String]| {
        needed.iter().any(|(table, columns)| {
            *table == changed.table.name
                && columns.len() == names.len()
                && columns.iter().all(|name| names.contains(name))
        })
    };
    let Parts { added, dropped, .. } = &mut change.indexes;
    // What refers to a unique one goes before it.
    let stays = |index: &Index| index.unique || index.reads(&columns);
    let mut bound: Vec<String> = dropped
        .iter()
        .filter(|index| stays(index))
        .map(|index| index.name.clone())
        .collect();
    bound.extend(
        added
            .iter()
            .filter(|index| {
                let names = index.parts.iter().filter_map(|part| match part {
                    IndexPart::Column(name, _) => Some(name.clone()),
                    IndexPart::Expression(_) => None,
                });
                index.unique && is_needed(&names.collect::<Vec<_>>())
            })
            .map(|index| index.name.clone()),
    );
    let free = |index: &Index| !bound.contains(&index.name);
    changed.dropped = dropped.extract_if(.., |index| free(index)).collect();
    changed.indexes = added.extract_if(.., |index| free(index)).collect();
    let uniques = &mut change.uniques;
    let replaced: Vec<String> = uniques.dropped.iter().map(|key| key.name.clone()).collect();
    changed.uniques = uniques
        .added
        .extract_if(.., |key| {
            !replaced.contains(&key.name) && !key.nulls_not_distinct && !is_needed(&key.columns)
        })
        .collect();
    changed.required = required(change);
    changed.checks = std::mem::take(&mut change.checks.added);
    changed.foreign_keys = std::mem::take(&mut change.foreign_keys.added);
    changed
}

/// Takes the columns that may no longer be NULL. A primary key and an identity ask for that at once.
fn required(change: &mut TableChange) -> Vec<String> {
    let key = change.new.primary_key.iter();
    let key: Vec<String> = key.flat_map(|key| key.columns.clone()).collect();
    let mut required = Vec::new();
    for (was, column) in &mut change.altered {
        let later = !was.not_null && column.not_null;
        if later && column.counted.is_none() && !key.contains(&column.name) {
            column.not_null = false;
            required.push(column.name.clone());
        }
    }
    let table = &change.new.name;
    change
        .altered
        .retain(|(was, column)| !same_column(Family::Postgres, table, was, column));
    required
}

/// Whether nothing is left of the change.
fn is_empty(change: &TableChange) -> bool {
    let fresh = TableChange {
        old: change.old.clone(),
        new: change.new.clone(),
        ..TableChange::default()
    };
    *change == fresh
}
