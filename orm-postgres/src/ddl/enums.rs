use orm_core::schema::TableDef;
use orm_core::schema::ddl::columns_name;
use orm_core::types::{EnumDef, SqlType, Storage};

use super::{literal, quoted, unless_there};
use crate::types;

/// Statements that create the enum types of the tables' columns.
pub(super) fn create_types(tables: &[&'static TableDef]) -> Vec<String> {
    let mut made: Vec<&str> = Vec::new();
    let mut statements = Vec::new();
    for column in tables.iter().flat_map(|table| table.columns) {
        let sql = match column.sql {
            SqlType::Array(element) => *element,
            sql => sql,
        };
        if let SqlType::Enum(definition) = sql
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
pub(crate) fn has_type(definition: &EnumDef, storage: Storage) -> bool {
    definition.numbers.is_empty() && !definition.open && storage == Storage::Native
}

pub(super) fn type_name(definition: &EnumDef, storage: Storage) -> String {
    if has_type(definition, storage) {
        return quoted(definition.name);
    }
    let name = if definition.numbers.is_empty() {
        "text"
    } else if types::small(definition) {
        "smallint"
    } else {
        "bigint"
    };
    name.to_owned()
}

/// The CHECK of a column whose enum is no type of its own.
pub(super) fn check(table: &TableDef, at: usize) -> Option<String> {
    let column = &table.columns[at];
    let (definition, is_array) = match column.sql {
        SqlType::Enum(definition) => (definition, false),
        SqlType::Array(SqlType::Enum(definition)) => (*definition, true),
        _ => return None,
    };
    if definition.open || has_type(definition, column.hint.storage) {
        return None;
    }
    let (column, values) = (quoted(column.name), values(definition));
    let condition = if is_array {
        let element = type_name(definition, Storage::Native);
        format!("array_remove({column}, NULL) <@ ARRAY[{values}]::{element}[]")
    } else {
        format!("{column} IN ({values})")
    };
    Some(format!(
        "CONSTRAINT {} CHECK ({condition})",
        quoted(&columns_name(table, &[at], "values")),
    ))
}

/// Statement that creates the extension with the type of texts whose case doesn't count, where a
/// column is one.
pub(super) fn create_extension(tables: &[&'static TableDef]) -> Option<String> {
    let mut columns = tables.iter().flat_map(|table| table.columns);
    columns
        .any(|column| column.sql == SqlType::Text && column.hint.storage == Storage::IgnoreCase)
        .then(|| "CREATE EXTENSION IF NOT EXISTS citext".to_owned())
}

fn values(definition: &EnumDef) -> String {
    let values: Vec<String> = if definition.numbers.is_empty() {
        definition.values.iter().map(|name| literal(name)).collect()
    } else {
        definition.numbers.iter().map(i64::to_string).collect()
    };
    values.join(", ")
}
