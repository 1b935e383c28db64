use orm_core::schema::ddl::column_check_name;
use orm_core::schema::physical::{Check, Column, Generated};
use orm_core::schema::{ColumnDef, DefaultDef, TableDef};
use orm_core::sql::Family;
use orm_core::types::{SqlType, Storage};
use rust_decimal::Decimal;

use super::{enums, literal, quoted};
use crate::dialect::NOW;

pub(super) fn describe(table: &TableDef, at: usize) -> Column {
    let column = &table.columns[at];
    let mut type_name = type_name(column);
    if table.tenant == Some(at) && is_text(column) {
        // Tenants are the same or not, byte for byte, whatever the database's language.
        type_name.push_str(" COLLATE \"C\"");
    }
    let plain = Column::of(column, type_name, default(column));
    Column {
        enum_type: enums::of(column).map(|definition| definition.name.to_owned()),
        // Columns that are made anew by each read came with version 18.
        generated: plain.generated.map(|made| Generated {
            stored: true,
            ..made
        }),
        counted: (column.default == DefaultDef::AutoIncrement).then_some(column.counter),
        ..plain
    }
}

fn is_text(column: &ColumnDef) -> bool {
    match column.sql {
        SqlType::Text => true,
        SqlType::Uuid | SqlType::Decimal => column.hint.storage == Storage::Text,
        _ => false,
    }
}

fn type_name(column: &ColumnDef) -> String {
    match column.sql {
        SqlType::Array(element) => format!("{}[]", of(*element, column)),
        sql => of(sql, column),
    }
}

/// The name of the type of a column's values, or of the elements of its arrays.
fn of(sql: SqlType, column: &ColumnDef) -> String {
    let storage = column.hint.storage;
    let text = storage == Storage::Text;
    let timed = |name: &str| match column.hint.digits {
        Some(digits) => format!("{name}({digits})"),
        None => name.to_owned(),
    };
    let name = match sql {
        SqlType::Bool => "boolean",
        SqlType::I8 | SqlType::I16 | SqlType::U8 => "smallint",
        SqlType::I32 | SqlType::U16 => "integer",
        SqlType::I64 | SqlType::U32 | SqlType::U64 => "bigint",
        SqlType::F32 => "real",
        SqlType::F64 => "double precision",
        SqlType::Text => match column.length {
            _ if storage == Storage::IgnoreCase => "citext",
            Some(length) => return format!("varchar({length})"),
            None => "text",
        },
        SqlType::Uuid | SqlType::Decimal if text => "text",
        SqlType::Bytes => "bytea",
        SqlType::Uuid => "uuid",
        SqlType::Decimal => match (column.precision, column.hint.scale) {
            (Some(precision), scale) => {
                return format!("numeric({precision}, {})", scale.unwrap_or(0));
            }
            _ => "numeric",
        },
        SqlType::Date => "date",
        SqlType::Time => return timed("time"),
        SqlType::Timestamp if storage != Storage::WithoutZone => return timed("timestamptz"),
        SqlType::DateTime | SqlType::Timestamp => return timed("timestamp"),
        SqlType::Json if storage == Storage::Written => "json",
        SqlType::Json => "jsonb",
        SqlType::Interval => "interval",
        SqlType::Ip => "inet",
        SqlType::IpNetwork => "cidr",
        SqlType::Enum(definition) => return enums::type_name(definition, storage),
        // A table whose type has no name here is refused.
        SqlType::Custom(custom) => custom.on(Family::Postgres).unwrap_or("text"),
        // There are no arrays of arrays.
        SqlType::Array(_) => "jsonb",
    };
    name.to_owned()
}

/// The CHECKs of texts whose types have no length.
pub(super) fn checks(table: &TableDef) -> Vec<Check> {
    let columns = table.columns.iter();
    let checks = columns.filter_map(|column| {
        let length = column.length?;
        (column.hint.storage == Storage::IgnoreCase).then(|| Check {
            name: column_check_name(table, column, "length"),
            expression: format!("char_length({}) <= {length}", quoted(column.name)),
        })
    });
    checks.collect()
}

/// The default as the DDL writes it.
fn default(column: &ColumnDef) -> Option<String> {
    match column.default {
        DefaultDef::Literal(text) => Some(stored(column, text)),
        DefaultDef::Integer(value) => Some(stored(column, &value.to_string())),
        DefaultDef::Bool(value) => Some(value.to_string()),
        DefaultDef::Now => Some(now(column)),
        DefaultDef::Expression(expression) => Some(format!("({expression})")),
        _ => None,
    }
}

fn now(column: &ColumnDef) -> String {
    let there = format!("({NOW} AT TIME ZONE 'UTC')");
    match column.sql {
        SqlType::Date => format!("({there}::date)"),
        SqlType::Time => format!("({there}::time)"),
        SqlType::DateTime => there,
        SqlType::Timestamp if column.hint.storage == Storage::WithoutZone => there,
        _ => NOW.to_owned(),
    }
}

/// A literal in the form in which the column stores its values.
fn stored(column: &ColumnDef, text: &str) -> String {
    if (column.sql, column.hint.storage) == (SqlType::Decimal, Storage::Text)
        && let Ok(mut value) = Decimal::from_str_exact(text.trim_matches('\''))
    {
        value.rescale(u32::from(column.hint.scale.unwrap_or(0)));
        return literal(&value.to_string());
    }
    text.to_owned()
}
