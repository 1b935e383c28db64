use std::fmt;

use orm_core::schema::physical::Index;
use orm_core::sql::{Dialect, Family};

use crate::diff::{Diff, TableChange, same_index};

/// Something to think about before a migration is applied. The codes are Atlas'.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Warning {
    /// `DS102`
    pub code: &'static str,
    /// What it is about: `table` or `table.column`.
    pub subject: String,
    /// What happens, and what to do about it.
    pub message: &'static str,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.code, self.subject, self.message)
    }
}

pub(super) fn warnings(dialect: &Dialect, diff: &Diff) -> Vec<Warning> {
    let mut found = Vec::new();
    let mut warn = |code, subject: &str, message| {
        found.push(Warning {
            code,
            subject: subject.to_owned(),
            message,
        });
    };
    for table in &diff.dropped_tables {
        warn("DS102", table, "the table is dropped with its rows");
    }
    for (_, table) in &diff.renamed_tables {
        warn(
            "BC101",
            table,
            "the previous release still asks for the table's old name",
        );
    }
    for change in &diff.changed_tables {
        of_table(dialect.family, change, &mut warn);
    }
    found
}

fn of_table(
    family: Family,
    change: &TableChange,
    warn: &mut impl FnMut(&'static str, &str, &'static str),
) {
    let table = &change.new.name;
    let at = |column: &str| format!("{table}.{column}");
    for (_, column) in &change.renamed_columns {
        warn(
            "BC102",
            &at(column),
            "the previous release still asks for the column's old name",
        );
    }
    for column in &change.dropped {
        if column.generated.is_none() {
            warn(
                "DS103",
                &at(&column.name),
                "the column is dropped with its values",
            );
        }
    }
    for column in &change.added {
        if column.not_null
            && column.default.is_none()
            && column.counted.is_none()
            && column.generated.is_none()
        {
            if family == Family::MySql {
                warn(
                    "MY101",
                    &at(&column.name),
                    "existing rows get an empty value: give the column a default, or add it nullable and fill it first",
                );
            } else {
                warn(
                    "MF103",
                    &at(&column.name),
                    "fails where the table has rows: give the column a default, or add it nullable and fill it first",
                );
            }
        }
    }
    for (was, column) in &change.altered {
        if column.not_null && !was.not_null {
            warn(
                "MF104",
                &at(&column.name),
                "fails where rows hold NULL: fill them first",
            );
        }
        if !crate::snapshot::same_type(family, &was.type_name, &column.type_name)
            && family == Family::Postgres
        {
            warn(
                "PG301",
                &at(&column.name),
                "another type: the table may be rewritten while nobody can use it",
            );
        }
    }
    // One that only has another name, or reads a renamed column, held before.
    let held = |index: &Index| {
        let mut before = change.old.indexes.iter();
        before.any(|was| same_index(table, was, index))
    };
    for index in change.indexes.added.iter().filter(|index| index.unique) {
        if !held(index) {
            warn(
                "MF101",
                &at(&index.name),
                "fails where rows are equal in it",
            );
        }
    }
    for key in &change.uniques.added {
        let mut before = change.old.uniques.iter();
        if !before.any(|was| was.columns == key.columns) {
            warn("MF101", &at(&key.name), "fails where rows are equal in it");
        }
    }
    for key in &change.foreign_keys.dropped {
        let mut left = change.new.foreign_keys.iter();
        if !left.any(|other| other.columns == key.columns && other.target == key.target) {
            warn("CD101", &at(&key.name), "the foreign key is dropped");
        }
    }
}
