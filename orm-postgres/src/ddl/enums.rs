use orm_core::schema::TableDef;
use orm_core::schema::ddl::columns_name;
use orm_core::schema::physical::{Check, EnumType};
use orm_core::types::{EnumDef, SqlType, Storage};

use super::{literal, quoted};

/// The enum types of the tables' columns.
pub(super) fn types(tables: &[&'static TableDef]) -> Vec<EnumType> {
    let mut made: Vec<EnumType> = Vec::new();
    for column in tables.iter().flat_map(|table| table.columns) {
        if let SqlType::Enum(definition) = column.sql
            && has_type(definition, column.hint.storage)
            && !made.iter().any(|made| made.name == definition.name)
        {
            made.push(EnumType {
                name: definition.name.to_owned(),
                values: definition
                    .values
                    .iter()
                    .map(|name| (*name).to_owned())
                    .collect(),
            });
        }
    }
    made
}

/// Whether the enum is a type of its own in the database: values that are not listed can't be
/// stored in one.
pub(super) fn has_type(definition: &EnumDef, storage: Storage) -> bool {
    definition.numbers.is_empty() && !definition.open && storage == Storage::Native
}

pub(super) fn type_name(definition: &EnumDef, storage: Storage) -> String {
    if has_type(definition, storage) {
        return quoted(definition.name);
    }
    let small = |number: &i64| i16::try_from(*number).is_ok();
    let name = if definition.numbers.is_empty() {
        "text"
    } else if !definition.open && definition.numbers.iter().all(small) {
        "smallint"
    } else {
        "bigint"
    };
    name.to_owned()
}

/// The CHECKs of columns whose enum is no type of its own.
pub(super) fn checks(table: &TableDef) -> Vec<Check> {
    let columns = 0..table.columns.len();
    columns.filter_map(|at| check(table, at)).collect()
}

fn check(table: &TableDef, at: usize) -> Option<Check> {
    let column = &table.columns[at];
    let SqlType::Enum(definition) = column.sql else {
        return None;
    };
    if definition.open || has_type(definition, column.hint.storage) {
        return None;
    }
    Some(Check {
        name: columns_name(table, &[at], "values"),
        expression: format!("{} IN ({})", quoted(column.name), values(definition)),
    })
}

fn values(definition: &EnumDef) -> String {
    let values: Vec<String> = if definition.numbers.is_empty() {
        definition.values.iter().map(|name| literal(name)).collect()
    } else {
        definition.numbers.iter().map(i64::to_string).collect()
    };
    values.join(", ")
}
