use mysql_async::Column;
use mysql_async::consts::{ColumnFlags, ColumnType};

use crate::message::Field;

pub(crate) fn field(column: &Column) -> Field {
    Field {
        name: column.name_str().into_owned(),
        kind: kind(column.column_type(), column.flags()),
        table: column.table_str().into_owned(),
        org_table: column.org_table_str().into_owned(),
        database: column.schema_str().into_owned(),
        org_name: column.org_name_str().into_owned(),
        column_length: column.column_length(),
        charset: column.character_set().into(),
        decimals: column.decimals().into(),
        flags: column.flags().bits().into(),
    }
}

/// The name that Vitess has for a type. Texts of a binary collation have the flag that bytes have,
/// and so the names of bytes: only the character set, 63, tells them apart.
fn kind(kind: ColumnType, flags: ColumnFlags) -> Option<&'static str> {
    let of = |flag, with, without| if flags.contains(flag) { with } else { without };
    let unsigned = |with, without| of(ColumnFlags::UNSIGNED_FLAG, with, without);
    let binary = |with, without| of(ColumnFlags::BINARY_FLAG, with, without);
    Some(match kind {
        ColumnType::MYSQL_TYPE_NULL => return None,
        ColumnType::MYSQL_TYPE_TINY => unsigned("UINT8", "INT8"),
        ColumnType::MYSQL_TYPE_SHORT => unsigned("UINT16", "INT16"),
        ColumnType::MYSQL_TYPE_INT24 => unsigned("UINT24", "INT24"),
        ColumnType::MYSQL_TYPE_LONG => unsigned("UINT32", "INT32"),
        ColumnType::MYSQL_TYPE_LONGLONG => unsigned("UINT64", "INT64"),
        ColumnType::MYSQL_TYPE_FLOAT => "FLOAT32",
        ColumnType::MYSQL_TYPE_DOUBLE => "FLOAT64",
        ColumnType::MYSQL_TYPE_DECIMAL | ColumnType::MYSQL_TYPE_NEWDECIMAL => "DECIMAL",
        ColumnType::MYSQL_TYPE_TIMESTAMP | ColumnType::MYSQL_TYPE_TIMESTAMP2 => "TIMESTAMP",
        ColumnType::MYSQL_TYPE_DATE | ColumnType::MYSQL_TYPE_NEWDATE => "DATE",
        ColumnType::MYSQL_TYPE_TIME | ColumnType::MYSQL_TYPE_TIME2 => "TIME",
        ColumnType::MYSQL_TYPE_DATETIME | ColumnType::MYSQL_TYPE_DATETIME2 => "DATETIME",
        ColumnType::MYSQL_TYPE_YEAR => "YEAR",
        ColumnType::MYSQL_TYPE_BIT => "BIT",
        ColumnType::MYSQL_TYPE_JSON => "JSON",
        ColumnType::MYSQL_TYPE_GEOMETRY => "GEOMETRY",
        ColumnType::MYSQL_TYPE_ENUM => "ENUM",
        ColumnType::MYSQL_TYPE_SET => "SET",
        ColumnType::MYSQL_TYPE_STRING if flags.contains(ColumnFlags::ENUM_FLAG) => "ENUM",
        ColumnType::MYSQL_TYPE_STRING if flags.contains(ColumnFlags::SET_FLAG) => "SET",
        ColumnType::MYSQL_TYPE_STRING => binary("BINARY", "CHAR"),
        ColumnType::MYSQL_TYPE_VARCHAR | ColumnType::MYSQL_TYPE_VAR_STRING => {
            binary("VARBINARY", "VARCHAR")
        }
        _ => binary("BLOB", "TEXT"),
    })
}
