use sqlx::mysql::{MySqlRow, MySqlTypeInfo};
use sqlx::{Column, Row, Type, TypeInfo};

/// What a column of a result holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Signed,
    Unsigned,
    Float,
    Decimal,
    Bit,
    Text,
    Bytes,
    Json,
    Date,
    Time,
    DateTime,
    Other,
}

/// The kinds of a result's columns.
pub(crate) fn kinds(row: &MySqlRow) -> Vec<Kind> {
    let columns = row.columns().iter();
    columns.map(|column| Kind::of(column.type_info())).collect()
}

impl Kind {
    fn of(info: &MySqlTypeInfo) -> Self {
        match info.name() {
            "BOOLEAN" | "TINYINT" | "SMALLINT" | "MEDIUMINT" | "INT" | "BIGINT"
            | "TINYINT UNSIGNED" | "SMALLINT UNSIGNED" | "MEDIUMINT UNSIGNED" | "INT UNSIGNED"
            | "BIGINT UNSIGNED" => {
                // The name of TINYINT(1) doesn't tell.
                if <u64 as Type<sqlx::MySql>>::compatible(info) {
                    Self::Unsigned
                } else {
                    Self::Signed
                }
            }
            "YEAR" => Self::Unsigned,
            "FLOAT" | "DOUBLE" => Self::Float,
            "DECIMAL" => Self::Decimal,
            "BIT" => Self::Bit,
            "DATE" => Self::Date,
            "TIME" => Self::Time,
            "DATETIME" | "TIMESTAMP" => Self::DateTime,
            "JSON" => Self::Json,
            "ENUM" | "SET" => Self::Text,
            "GEOMETRY" | "NULL" => Self::Other,
            // What remains is text, or bytes where the collation is that of bytes.
            _ if <str as Type<sqlx::MySql>>::compatible(info) => Self::Text,
            _ => Self::Bytes,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Signed => "integer",
            Self::Unsigned => "unsigned integer",
            Self::Float => "float",
            Self::Decimal => "decimal",
            Self::Bit => "bits",
            Self::Text => "text",
            Self::Bytes => "bytes",
            Self::Json => "JSON",
            Self::Date => "date",
            Self::Time => "time",
            Self::DateTime => "date-time",
            Self::Other => "a value of another kind",
        }
    }
}
