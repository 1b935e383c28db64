use orm_core::schema::ddl::index_name;
use orm_core::schema::{IndexColumn, IndexDef, TableDef};

use super::{column, named, quoted};

/// The parts of CREATE TABLE that make an index: itself, and columns made for it where MySQL and
/// MariaDB can't index what is asked for.
///
/// There are no partial indexes: an index that isn't unique covers all rows. A unique one gets a
/// column that is NULL in the rows that it leaves out, which are then never equal. A unique index
/// over an expression gets a column with its text. Other expressions are indexed on MySQL 8 only,
/// and only where no column of theirs is a long text, for which the server makes no index; an index
/// that would only serve speed is left out elsewhere.
pub(super) fn define(
    table: &TableDef,
    index: &IndexDef,
    keyed: &[bool],
    expressions: bool,
) -> Vec<String> {
    let name = index_name(table, index);
    let mut parts = Vec::new();
    let mut columns = Vec::new();
    for (at, part) in index.columns.iter().enumerate() {
        columns.push(match part {
            IndexColumn::Ascending(at) => quoted(table.columns[*at].name),
            IndexColumn::Descending(at) => format!("{} DESC", quoted(table.columns[*at].name)),
            IndexColumn::Expression(expression) if !index.unique => {
                if !expressions || names_long_text(table, keyed, expression) {
                    return Vec::new();
                }
                format!("({expression})")
            }
            IndexColumn::Expression(expression) => {
                let made = quoted(&named(table, &format!("{name}_{}", at + 1)));
                parts.push(format!(
                    "{made} VARCHAR(255) GENERATED ALWAYS AS ({expression}) VIRTUAL"
                ));
                made
            }
        });
    }
    if let (Some(filter), true) = (index.filter, index.unique) {
        let made = quoted(&named(table, &format!("{name}_rows")));
        parts.push(format!(
            "{made} TINYINT(1) GENERATED ALWAYS AS (CASE WHEN {filter} THEN 1 END) VIRTUAL"
        ));
        columns.push(made);
    }
    let unique = if index.unique { "UNIQUE " } else { "" };
    parts.push(format!(
        "{unique}INDEX {} ({})",
        quoted(&name),
        columns.join(", ")
    ));
    parts
}

fn names_long_text(table: &TableDef, keyed: &[bool], expression: &str) -> bool {
    table
        .columns
        .iter()
        .enumerate()
        .any(|(at, column)| column::is_long(column, keyed[at]) && expression.contains(column.name))
}
