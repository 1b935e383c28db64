use orm_core::schema::ddl::column_check_name;
use orm_core::schema::physical::{Check, EnumType};
use orm_core::schema::{ColumnDef, TableDef};
use orm_core::types::{EnumDef, SqlType, Storage};

use super::{literal, quoted};
use crate::types;

/// The enum types of the tables' columns.
pub(super) fn types(tables: &[&'static TableDef]) -> Vec<EnumType> {
    let mut made: Vec<EnumType> = Vec::new();
    let columns = tables.iter().flat_map(|table| table.columns);
    for definition in columns.filter_map(of) {
        if made.iter().any(|made| made.name == definition.name) {
            continue;
        }
        let values = definition.values.iter();
        made.push(EnumType {
            name: definition.name.to_owned(),
            values: values.map(|name| (*name).to_owned()).collect(),
        });
    }
    made
}

/// The enum of the column's values, or of the elements of its arrays, where that is a type of its
/// own in the database.
pub(super) fn of(column: &ColumnDef) -> Option<&'static EnumDef> {
    let definition = match column.sql {
        SqlType::Enum(definition) | SqlType::Array(&SqlType::Enum(definition)) => definition,
        _ => return None,
    };
    has_type(definition, column.hint.storage).then_some(definition)
}

/// Whether the enum is a type of its own in the database: values that are not listed can't be
/// stored in one.
pub(crate) fn has_type(definition: &EnumDef, storage: Storage) -> bool {
    let own = matches!(storage, Storage::Native | Storage::Unchecked);
    definition.numbers.is_empty() && !definition.open && own
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

/// The CHECKs of columns whose enum is no type of its own.
pub(super) fn checks(table: &TableDef) -> Vec<Check> {
    let columns = table.columns.iter();
    columns.filter_map(|column| check(table, column)).collect()
}

fn check(table: &TableDef, column: &ColumnDef) -> Option<Check> {
    let (definition, is_array) = match column.sql {
        SqlType::Enum(definition) => (definition, false),
        SqlType::Array(&SqlType::Enum(definition)) => (definition, true),
        _ => return None,
    };
    if definition.open || has_type(definition, column.hint.storage) {
        return None;
    }
    let (name, values) = (quoted(column.name), values(definition));
    let expression = if is_array {
        let element = type_name(definition, Storage::Native);
        format!("array_remove({name}, NULL) <@ ARRAY[{values}]::{element}[]")
    } else {
        format!("{name} IN ({values})")
    };
    Some(Check {
        name: column_check_name(table, column, "values"),
        expression,
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
