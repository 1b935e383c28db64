use orm_core::schema::ddl::column_check_name;
use orm_core::schema::physical::{Check, Column};
use orm_core::schema::{ColumnDef, Counter, DefaultDef, TableDef};
use orm_core::sql::Family;
use orm_core::types::{EnumDef, SqlType, Storage, to_scaled};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{literal, quoted};
use crate::dialect::NOW;

/// The column that SQLite counts up. It has to be the primary key by itself.
pub(super) fn auto_increment(table: &TableDef) -> Option<usize> {
    table.columns.iter().position(counted)
}

fn counted(column: &ColumnDef) -> bool {
    column.default == DefaultDef::AutoIncrement
}

pub(super) fn describe(table: &TableDef, at: usize) -> Column {
    let column = &table.columns[at];
    let mut type_name = type_name(column).to_owned();
    if column.sql == SqlType::Text && column.hint.storage == Storage::IgnoreCase {
        type_name.push_str(" COLLATE NOCASE");
    }
    Column {
        counted: counted(column).then_some(Counter::Identity),
        ..Column::of(column, type_name, default(column))
    }
}

fn type_name(column: &ColumnDef) -> &'static str {
    let text = column.hint.storage == Storage::Text;
    match column.sql {
        SqlType::Custom(custom) => custom.on(Family::Sqlite).unwrap_or("TEXT"),
        SqlType::F32 | SqlType::F64 => "REAL",
        SqlType::Bytes | SqlType::Ip | SqlType::IpNetwork => "BLOB",
        SqlType::Uuid if !text => "BLOB",
        SqlType::Decimal if !text => "INTEGER",
        SqlType::Text
        | SqlType::Uuid
        | SqlType::Decimal
        | SqlType::Date
        | SqlType::Time
        | SqlType::DateTime
        | SqlType::Timestamp
        | SqlType::Json
        // Tables with these are refused.
        | SqlType::Interval
        | SqlType::Array(_) => "TEXT",
        SqlType::Enum(definition) if definition.numbers.is_empty() => "TEXT",
        _ => "INTEGER",
    }
}

/// The default as the DDL writes it.
pub(super) fn default(column: &ColumnDef) -> Option<String> {
    match column.default {
        DefaultDef::Literal(text) => Some(stored(column, text)),
        DefaultDef::Integer(value) => Some(stored(column, &value.to_string())),
        DefaultDef::Bool(value) => Some(u8::from(value).to_string()),
        DefaultDef::Now => Some(now(column)),
        DefaultDef::Expression(expression) => Some(format!("({expression})")),
        _ => None,
    }
}

fn now(column: &ColumnDef) -> String {
    // The clock has milliseconds, or whole seconds.
    let seconds = column.hint.digits.is_some_and(|digits| digits < 3);
    match column.sql {
        SqlType::Date => "(strftime('%Y-%m-%d', 'now'))".to_owned(),
        SqlType::Time if seconds => "(strftime('%H:%M:%S.000000', 'now'))".to_owned(),
        SqlType::Time => "(strftime('%H:%M:%f000', 'now'))".to_owned(),
        _ if seconds => "(strftime('%Y-%m-%d %H:%M:%S.000000', 'now'))".to_owned(),
        _ => format!("({NOW})"),
    }
}

/// A literal in the form in which the column stores its values.
fn stored(column: &ColumnDef, text: &str) -> String {
    let bare = text.trim_matches('\'');
    let own_form = match column.sql {
        SqlType::Uuid if column.hint.storage == Storage::Native => Uuid::try_parse(bare)
            .ok()
            .map(|uuid| format!("x'{}'", uuid.simple())),
        SqlType::Decimal => decimal(column, bare),
        _ => None,
    };
    own_form.unwrap_or_else(|| text.to_owned())
}

fn decimal(column: &ColumnDef, text: &str) -> Option<String> {
    let mut value = Decimal::from_str_exact(text).ok()?;
    let scale = column.hint.scale.unwrap_or(0);
    if column.hint.storage == Storage::Text {
        value.rescale(u32::from(scale));
        return Some(literal(&value.to_string()));
    }
    Some(to_scaled(value, scale).ok()?.to_string())
}

/// What the column's type asks for and SQLite's types don't enforce.
pub(super) fn checks(table: &TableDef, column: &ColumnDef) -> Vec<Check> {
    let mut checks = Vec::new();
    let mut check = |kind: &str, condition: String| {
        checks.push(Check {
            name: column_check_name(table, column, kind),
            expression: condition,
        });
    };
    if let Some(length) = column.length {
        check(
            "length",
            format!("length({}) <= {length}", quoted(column.name)),
        );
    }
    if let (SqlType::Decimal, Storage::Native, Some(precision)) =
        (column.sql, column.hint.storage, column.precision)
    {
        let most = 10_i64
            .saturating_pow(u32::from(precision))
            .saturating_sub(1);
        check(
            "digits",
            format!("{} BETWEEN -{most} AND {most}", quoted(column.name)),
        );
    }
    if let SqlType::Enum(definition) = column.sql
        && !definition.open
    {
        let values = values(definition);
        check("values", format!("{} IN ({values})", quoted(column.name)));
    }
    checks
}

fn values(definition: &EnumDef) -> String {
    let values: Vec<String> = if definition.numbers.is_empty() {
        definition.values.iter().map(|name| literal(name)).collect()
    } else {
        definition.numbers.iter().map(i64::to_string).collect()
    };
    values.join(", ")
}
