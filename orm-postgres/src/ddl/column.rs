use orm_core::schema::physical::{Column, Generated};
use orm_core::schema::{ColumnDef, DefaultDef, TableDef};
use orm_core::types::{SqlType, Storage};
use rust_decimal::Decimal;

use super::{enums, literal};
use crate::dialect::NOW;

pub(super) fn describe(table: &TableDef, at: usize) -> Column {
    let column = &table.columns[at];
    let mut type_name = type_name(column);
    if table.tenant == Some(at) && is_text(column) {
        // Tenants are the same or not, byte for byte, whatever the database's language.
        type_name.push_str(" COLLATE \"C\"");
    }
    let enum_type = match column.sql {
        SqlType::Enum(definition) if enums::has_type(definition, column.hint.storage) => {
            Some(definition.name.to_owned())
        }
        _ => None,
    };
    Column {
        name: column.name.to_owned(),
        type_name,
        enum_type,
        not_null: !column.nullable,
        default: default(column),
        generated: column.generated.map(|made| Generated {
            expression: made.expression.to_owned(),
            // Columns that are made anew by each read came with version 18.
            stored: true,
        }),
        counted: column.default == DefaultDef::AutoIncrement,
        on_update_now: false,
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
    let text = column.hint.storage == Storage::Text;
    let name = match column.sql {
        SqlType::Bool => "boolean",
        SqlType::I8 | SqlType::I16 | SqlType::U8 => "smallint",
        SqlType::I32 | SqlType::U16 => "integer",
        SqlType::I64 | SqlType::U32 | SqlType::U64 => "bigint",
        SqlType::F32 => "real",
        SqlType::F64 => "double precision",
        SqlType::Text => match column.length {
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
        SqlType::Time => "time",
        SqlType::DateTime => "timestamp",
        SqlType::Timestamp => "timestamptz",
        SqlType::Json => "jsonb",
        SqlType::Enum(definition) => return enums::type_name(definition, column.hint.storage),
    };
    name.to_owned()
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
