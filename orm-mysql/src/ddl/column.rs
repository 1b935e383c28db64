use orm_core::schema::ddl::KeyColumns;
use orm_core::schema::physical::{Check, Column};
use orm_core::schema::{ColumnDef, Counter, DefaultDef, IndexColumn, KeyspaceDef, TableDef};
use orm_core::sql::Family;
use orm_core::types::{EnumDef, Size, SqlType, Storage};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{literal, named, quoted};

/// Compares texts without regard to case. The name of that collation is another one on MySQL and on
/// MariaDB, which has it since 10.10.
const IGNORE_CASE: &str =
    " /*!80017 COLLATE utf8mb4_0900_as_ci */ /*M!101001 COLLATE utf8mb4_uca1400_nopad_as_ci */";

/// Characters of a text, and bytes, in a key. Keys have at most 3,072 bytes in all.
const KEYED: u32 = 255;

/// The column that the server counts up.
pub(super) fn counted(column: &ColumnDef) -> bool {
    column.default == DefaultDef::AutoIncrement
}

/// Which columns are part of a key, or refer to one: those can't be LONGTEXT or LONGBLOB.
pub(super) fn keyed(keyspace: &KeyspaceDef, table: &TableDef) -> Vec<bool> {
    let mut keyed = vec![false; table.columns.len()];
    let mut mark = |columns: &[usize]| columns.iter().for_each(|at| keyed[*at] = true);
    mark(table.primary_key);
    table.uniques.iter().for_each(|unique| mark(unique.columns));
    for index in table.indexes {
        for part in index.columns {
            if let IndexColumn::Ascending(at) | IndexColumn::Descending(at) = part {
                mark(&[*at]);
            }
        }
    }
    for other in keyspace.tables {
        for definition in other.foreign_keys {
            let key = KeyColumns::of(other, definition);
            if other.name == table.name {
                mark(&key.columns);
            }
            if key.target.name == table.name {
                mark(&key.target_columns);
            }
        }
    }
    keyed
}

pub(super) fn describe(column: &ColumnDef, keyed: bool) -> Column {
    let mut type_name = type_name(column, keyed);
    if column.sql == SqlType::Text
        && column.hint.storage == Storage::IgnoreCase
        && column.generated.is_none()
    {
        type_name.push_str(IGNORE_CASE);
    }
    Column {
        counted: counted(column).then_some(Counter::Identity),
        ..Column::of(column, type_name, default(column))
    }
}

/// Whether the column's values have no greatest length.
pub(super) fn is_long(column: &ColumnDef, keyed: bool) -> bool {
    let name = type_name(column, keyed);
    name.ends_with("TEXT") || name.ends_with("BLOB") || name == "JSON"
}

fn type_name(column: &ColumnDef, keyed: bool) -> String {
    let storage = column.hint.storage;
    let text = storage == Storage::Text;
    let digits = column.hint.digits.unwrap_or(6);
    let varying = |name: &str, long: &str| match column.length {
        // Longer ones don't fit into a row of 65,535 bytes.
        Some(length) if length <= 16_000 => format!("{name}({length})"),
        None if keyed => format!("{name}({KEYED})"),
        _ => match storage {
            Storage::Sized(Size::Tiny) => format!("TINY{long}"),
            Storage::Sized(Size::Short) => long.to_owned(),
            Storage::Sized(Size::Medium) => format!("MEDIUM{long}"),
            _ => format!("LONG{long}"),
        },
    };
    match (storage, column.sql) {
        (Storage::Bits(bits), _) => return format!("BIT({bits})"),
        (Storage::Year, _) => return "YEAR".to_owned(),
        (Storage::Epoch, _) => return format!("TIMESTAMP({digits})"),
        (Storage::Sized(_), SqlType::Text | SqlType::Bytes) => {}
        (Storage::Sized(_), SqlType::U8 | SqlType::U16 | SqlType::U32 | SqlType::U64) => {
            return "MEDIUMINT UNSIGNED".to_owned();
        }
        (Storage::Sized(_), _) => return "MEDIUMINT".to_owned(),
        _ => {}
    }
    let fixed = match column.sql {
        SqlType::Bool => "TINYINT(1)",
        SqlType::I8 => "TINYINT",
        SqlType::I16 => "SMALLINT",
        SqlType::I32 => "INT",
        SqlType::I64 => "BIGINT",
        SqlType::U8 => "TINYINT UNSIGNED",
        SqlType::U16 => "SMALLINT UNSIGNED",
        SqlType::U32 => "INT UNSIGNED",
        SqlType::U64 => "BIGINT UNSIGNED",
        // A FLOAT comes back with six digits over the text protocol.
        SqlType::F32 | SqlType::F64 => "DOUBLE",
        SqlType::Uuid if text => "CHAR(36)",
        SqlType::Uuid => "BINARY(16)",
        SqlType::Decimal if text => "VARCHAR(64)",
        SqlType::Date => "DATE",
        SqlType::Time => return format!("TIME({digits})"),
        SqlType::DateTime | SqlType::Timestamp => return format!("DATETIME({digits})"),
        SqlType::Json => "JSON",
        SqlType::Text => return varying("VARCHAR", "TEXT"),
        SqlType::Bytes => return varying("VARBINARY", "BLOB"),
        SqlType::Ip => "VARBINARY(17)",
        SqlType::IpNetwork => "VARBINARY(18)",
        SqlType::Custom(custom) => custom.on(Family::MySql).unwrap_or("LONGTEXT"),
        // Tables with these are refused.
        SqlType::Interval | SqlType::Array(_) => "LONGTEXT",
        SqlType::Decimal => {
            let scale = column.hint.scale.unwrap_or(0);
            let precision = column.precision.unwrap_or(38).max(scale);
            return format!("DECIMAL({precision}, {scale})");
        }
        SqlType::Enum(definition) => return enumeration(definition),
    };
    fixed.to_owned()
}

fn enumeration(definition: &EnumDef) -> String {
    if !definition.numbers.is_empty() {
        "BIGINT".to_owned()
    } else if definition.open {
        "VARCHAR(64)".to_owned()
    } else {
        let names: Vec<String> = definition.values.iter().map(|name| listed(name)).collect();
        format!("ENUM({})", names.join(", "))
    }
}

/// A name in the list of an ENUM, where a literal has no character set of its own.
fn listed(name: &str) -> String {
    let literal = literal(name);
    match literal.strip_prefix("_utf8mb4 ") {
        Some(hex) => hex.to_owned(),
        None => literal,
    }
}

/// The default as the DDL writes it: anything but a literal or the present moment stands in
/// parentheses, and so does each default of a LONGTEXT.
fn default(column: &ColumnDef) -> Option<String> {
    match column.default {
        DefaultDef::Literal(text) => Some(format!("({})", stored(column, text))),
        DefaultDef::Integer(value) => Some(stored(column, &value.to_string())),
        DefaultDef::Bool(value) => Some(u8::from(value).to_string()),
        DefaultDef::Now => Some(now(column)),
        DefaultDef::Expression(expression) if is_moment(column, expression) => {
            Some(expression.to_owned())
        }
        DefaultDef::Expression(expression) => Some(format!("({expression})")),
        _ => None,
    }
}

/// Whether the default is the present moment in the words that stand without parentheses, which MySQL
/// keeps as they are. Its digits have to be the column's.
fn is_moment(column: &ColumnDef, expression: &str) -> bool {
    let moment = matches!(column.sql, SqlType::Timestamp | SqlType::DateTime);
    let digits = match column.hint.digits.unwrap_or(6) {
        0 => String::new(),
        digits => format!("({digits})"),
    };
    moment && expression.eq_ignore_ascii_case(&format!("CURRENT_TIMESTAMP{digits}"))
}

fn now(column: &ColumnDef) -> String {
    let digits = column.hint.digits.unwrap_or(6);
    match column.sql {
        SqlType::Date => "(UTC_DATE())".to_owned(),
        SqlType::Time => format!("(UTC_TIME({digits}))"),
        _ => format!("(UTC_TIMESTAMP({digits}))"),
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
    value.rescale(u32::from(column.hint.scale.unwrap_or(0)));
    let text = value.to_string();
    Some(if column.hint.storage == Storage::Text {
        literal(&text)
    } else {
        text
    })
}

/// What the column's type asks for and the server's type doesn't enforce.
pub(super) fn checks(table: &TableDef, column: &ColumnDef) -> Vec<Check> {
    let mut checks = Vec::new();
    let mut check = |kind: &str, condition: String| {
        checks.push(Check {
            name: named(table, &format!("{}_{kind}", column.name)),
            expression: condition,
        });
    };
    let name = quoted(column.name);
    if let Some(length) = column.length
        && length > 16_000
        && column.sql == SqlType::Text
    {
        check("length", format!("CHAR_LENGTH({name}) <= {length}"));
    }
    if let SqlType::Enum(definition) = column.sql
        && !definition.open
        && column.hint.storage != Storage::Unchecked
    {
        if definition.numbers.is_empty() {
            // Without strict mode an unknown name is stored as an empty one.
            check("values", format!("{name} <> ''"));
        } else {
            let numbers: Vec<String> = definition.numbers.iter().map(i64::to_string).collect();
            check("values", format!("{name} IN ({})", numbers.join(", ")));
        }
    }
    checks
}
