use orm_core::schema::ddl::index_name;
use orm_core::schema::physical::{Column, Generated, Index, IndexPart, Table, name};
use orm_core::schema::{IndexColumn, IndexDef, TableDef};

use super::{column, named};

/// Adds an index: itself, and columns made for it where MySQL and MariaDB can't index what is asked for.
///
/// There are no partial indexes: an index that isn't unique covers all rows. A unique one gets a
/// column that is NULL in the rows that it leaves out, which are then never equal. A unique index
/// over an expression gets a column with its text. Other expressions are indexed on MySQL 8 only,
/// and only where no column of theirs is a long text, for which the server makes no index; an index
/// that would only serve speed is left out elsewhere.
pub(super) fn define(
    definition: &TableDef,
    index: &IndexDef,
    keyed: &[bool],
    expressions: bool,
    table: &mut Table,
) {
    let index_name = index_name(definition, index);
    let mut columns = Vec::new();
    let mut parts = Vec::new();
    for (at, part) in index.columns.iter().enumerate() {
        parts.push(match part {
            IndexColumn::Ascending(at) => IndexPart::Column(name(definition, *at), false),
            IndexColumn::Descending(at) => IndexPart::Column(name(definition, *at), true),
            IndexColumn::Written(text) => IndexPart::Expression((*text).to_owned()),
            IndexColumn::Expression(expression) if !index.unique => {
                if !expressions || names_long_text(definition, keyed, expression) {
                    return;
                }
                IndexPart::Expression(format!("({expression})"))
            }
            IndexColumn::Expression(expression) => {
                let made = named(definition, &format!("{index_name}_{}", at + 1));
                columns.push(virtual_column(&made, "VARCHAR(255)", expression));
                IndexPart::Column(made, false)
            }
        });
    }
    if let (Some(filter), true) = (index.filter, index.unique) {
        let made = named(definition, &format!("{index_name}_rows"));
        let condition = format!("CASE WHEN {filter} THEN 1 END");
        columns.push(virtual_column(&made, "TINYINT(1)", &condition));
        parts.push(IndexPart::Column(made, false));
    }
    table.columns.append(&mut columns);
    table.indexes.push(Index {
        name: index_name,
        parts,
        unique: index.unique,
        ..Index::default()
    });
}

fn virtual_column(name: &str, type_name: &str, expression: &str) -> Column {
    Column {
        name: name.to_owned(),
        type_name: type_name.to_owned(),
        generated: Some(Generated {
            expression: expression.to_owned(),
            stored: false,
        }),
        ..Column::default()
    }
}

fn names_long_text(table: &TableDef, keyed: &[bool], expression: &str) -> bool {
    table
        .columns
        .iter()
        .enumerate()
        .any(|(at, column)| column::is_long(column, keyed[at]) && expression.contains(column.name))
}
