use orm_core::schema::TableDef;
use orm_core::schema::ddl::columns_name;
use orm_core::types::{EnumDef, SqlType, Storage};

use super::{literal, quoted, unless_there};

/// Statements that create the enum types of the tables' columns.
pub(super) fn create_types(tables: &[&'static TableDef]) -> Vec<String> {
    let mut made: Vec<&str> = Vec::new();
    let mut statements = Vec::new();
    for column in tables.iter().flat_map(|table| table.columns) {
        if let SqlType::Enum(definition) = column.sql
            && has_type(definition, column.hint.storage)
            && !made.contains(&definition.name)
        {
            made.push(definition.name);
            statements.push(unless_there(&format!(
                "CREATE TYPE {} AS ENUM ({})",
                quoted(definition.name),
                values(definition),
            )));
        }
    }
    statements
}

/// Whether the enum is a type of its own in the database: values that are not listed can't be
/// stored in one.
fn has_type(definition: &EnumDef, storage: Storage) -> bool {
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

/// The CHECK of a column whose enum is no type of its own.
pub(super) fn check(table: &TableDef, at: usize) -> Option<String> {
    let column = &table.columns[at];
    let SqlType::Enum(definition) = column.sql else {
        return None;
    };
    if definition.open || has_type(definition, column.hint.storage) {
        return None;
    }
    Some(format!(
        "CONSTRAINT {} CHECK ({} IN ({}))",
        quoted(&columns_name(table, &[at], "values")),
        quoted(column.name),
        values(definition),
    ))
}

fn values(definition: &EnumDef) -> String {
    let values: Vec<String> = if definition.numbers.is_empty() {
        definition.values.iter().map(|name| literal(name)).collect()
    } else {
        definition.numbers.iter().map(i64::to_string).collect()
    };
    values.join(", ")
}
