use sqlx::mysql::{MySqlRow, MySqlTypeInfo};
use sqlx::{Column, Row, Type, TypeInfo};

use crate::row::Kind;

/// The kinds of a result's columns.
pub(crate) fn kinds(row: &MySqlRow) -> Vec<Kind> {
    let columns = row.columns().iter();
    columns.map(|column| of(column.type_info())).collect()
}

fn of(info: &MySqlTypeInfo) -> Kind {
    match info.name() {
        "BOOLEAN" | "TINYINT" | "SMALLINT" | "MEDIUMINT" | "INT" | "BIGINT"
        | "TINYINT UNSIGNED" | "SMALLINT UNSIGNED" | "MEDIUMINT UNSIGNED" | "INT UNSIGNED"
        | "BIGINT UNSIGNED" => {
            // The name of TINYINT(1) doesn't tell.
            if <u64 as Type<sqlx::MySql>>::compatible(info) {
                Kind::Unsigned
            } else {
                Kind::Signed
            }
        }
        "YEAR" => Kind::Unsigned,
        "FLOAT" | "DOUBLE" => Kind::Float,
        "DECIMAL" => Kind::Decimal,
        "BIT" => Kind::Bit,
        "DATE" => Kind::Date,
        "TIME" => Kind::Time,
        "DATETIME" | "TIMESTAMP" => Kind::DateTime,
        "JSON" => Kind::Json,
        "ENUM" | "SET" => Kind::Text,
        "GEOMETRY" | "NULL" => Kind::Other,
        // What remains is text, or bytes where the collation is that of bytes.
        _ if <str as Type<sqlx::MySql>>::compatible(info) => Kind::Text,
        _ => Kind::Bytes,
    }
}
