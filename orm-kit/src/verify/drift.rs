use orm_core::schema::physical::{Column, IndexPart, Physical, Table};
use orm_core::sql::{Dialect, Family};

use super::{Difference, Kind, Problem, compare};

/// What of a snapshot a database no longer holds as the snapshot has it, as far as that can be told
/// without the server's help: expressions, and what only the database has, are left out.
/// [`verify`](super::verify) tells those, too.
pub fn drift(dialect: &Dialect, live: &Physical, snapshot: &Physical) -> Vec<Difference> {
    let outlines = [live, snapshot].map(|physical| outline(dialect.family, physical));
    let mut found = compare(dialect, &outlines[0], &outlines[1]);
    let unknown = [Kind::Table, Kind::Enum];
    found.retain(|difference| {
        !(unknown.contains(&difference.kind) && difference.problem == Problem::Unexpected)
    });
    found
}

/// The schema without what a server spells in its own way.
fn outline(family: Family, physical: &Physical) -> Physical {
    let mut physical = physical.clone();
    for view in &mut physical.views {
        view.definition.clear();
        view.columns.clear();
        view.indexes.clear();
    }
    for table in &mut physical.tables {
        table.triggers.clear();
        for column in &mut table.columns {
            plain_column(family, column);
        }
        for check in &mut table.checks {
            check.expression.clear();
        }
        plain_indexes(table);
    }
    physical
}

fn plain_column(family: Family, column: &mut Column) {
    let lower = column.type_name.to_ascii_lowercase();
    let marks = [" collate ", " /*"].iter();
    if let Some(end) = marks.filter_map(|mark| lower.find(mark)).min() {
        column.type_name.truncate(end);
    }
    column.type_name = whole(&column.type_name);
    let counted = column.counted.is_some();
    column.default = column
        .default
        .take()
        .filter(|text| !counted && !text.eq_ignore_ascii_case("null"))
        .map(|_| "some".to_owned());
    if let Some(generated) = &mut column.generated {
        generated.expression.clear();
        generated.stored |= family == Family::Postgres;
    }
}

/// `numeric(10)` is `numeric(10, 0)`.
fn whole(type_name: &str) -> String {
    let digits = ["numeric(", "decimal("].iter().find_map(|word| {
        let head = type_name.get(..word.len())?;
        head.eq_ignore_ascii_case(word)
            .then(|| type_name[word.len()..].strip_suffix(')'))?
    });
    match digits {
        Some(digits) if !digits.contains(',') => {
            format!("{}, 0)", type_name.trim_end_matches(')'))
        }
        _ => type_name.to_owned(),
    }
}

fn plain_indexes(table: &mut Table) {
    for index in &mut table.indexes {
        if let Some(filter) = &mut index.filter {
            filter.clear();
        }
        for part in &mut index.parts {
            if let IndexPart::Expression(expression) = part {
                expression.clear();
            }
        }
    }
}
