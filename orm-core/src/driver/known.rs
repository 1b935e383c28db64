//! What the schema knows of a constraint and the database doesn't tell.

use super::{Constraint, ConstraintKind};
use crate::schema::TableDef;
use crate::schema::ddl::{column_check_name, index_name, unique_name};
use crate::schema::{ColumnDef, IndexColumn};

/// Completes what refused a write of `target`.
pub(super) fn complete(constraint: &mut Constraint, target: Option<&'static TableDef>) {
    let Some(target) = target else {
        return;
    };
    // Not every database tells the table; it is the one that was written.
    let table = constraint
        .table
        .get_or_insert_with(|| target.name.to_owned());
    if table != target.name {
        return;
    }
    match constraint.kind {
        ConstraintKind::Unique if constraint.columns.is_empty() => {
            let name = constraint.name.as_deref();
            constraint.columns = name.map(|name| key(target, name)).unwrap_or_default();
        }
        ConstraintKind::Check => {
            let column = target.columns.iter().find(|column| {
                ["length", "digits"].into_iter().any(|kind| {
                    let name = column_check_name(target, column, kind);
                    constraint.name.as_deref() == Some(&name)
                })
            });
            if let Some(column) = column {
                constraint.kind = ConstraintKind::Size;
                constraint.name = None;
                constraint.columns = vec![column.name.to_owned()];
            }
        }
        _ => {}
    }
}

/// The columns of the unique key of this name.
fn key(table: &TableDef, name: &str) -> Vec<String> {
    let name_of = |column: &ColumnDef| column.name.to_owned();
    let named = |columns: &[usize]| {
        let columns = columns.iter().map(|at| name_of(&table.columns[*at]));
        columns.collect()
    };
    // MySQL's name of every primary key.
    if name == "PRIMARY" {
        return named(table.primary_key);
    }
    let unique = |unique: &&crate::schema::UniqueDef| unique_name(table, unique) == name;
    if let Some(unique) = table.uniques.iter().find(unique) {
        return named(unique.columns);
    }
    let index = table
        .indexes
        .iter()
        .find(|index| index.unique && index_name(table, index) == name);
    let columns = index.map_or(&[][..], |index| index.columns).iter();
    columns
        .filter_map(|part| match part {
            IndexColumn::Ascending(at) | IndexColumn::Descending(at) => {
                Some(name_of(&table.columns[*at]))
            }
            IndexColumn::Expression(_) | IndexColumn::Written(_) => None,
        })
        .collect()
}
