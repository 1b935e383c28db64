use serde_json::{Map, Value};

use crate::schema::ColumnDef;
use crate::types::{Cells, DecodeError, EnumDef, Hint, RowReader, SqlType};

/// A row whose columns a request chose, by the names of the fields.
///
/// Numbers and booleans are themselves; decimals, moments (`2024-01-31T10:00:00Z`), uuids,
/// addresses and names of enums are texts; bytes are hexadecimal; documents and arrays are JSON.
/// What is read so has the form in which a filter takes it.
pub type Record = Map<String, Value>;

/// Reads a cell of the column.
pub(super) fn read<R: RowReader + ?Sized>(
    row: &R,
    at: usize,
    column: &'static ColumnDef,
) -> Result<Value, DecodeError> {
    of_type(row, at, column.sql, column.hint)
}

fn of_type<R: RowReader + ?Sized>(
    row: &R,
    at: usize,
    sql: SqlType,
    hint: Hint,
) -> Result<Value, DecodeError> {
    if row.is_null(at)? {
        return Ok(Value::Null);
    }
    Ok(match sql {
        SqlType::Custom(custom) => of_type(row, at, custom.stored, hint)?,
        SqlType::Bool => row.bool(at)?.into(),
        SqlType::I8
        | SqlType::I16
        | SqlType::I32
        | SqlType::I64
        | SqlType::U8
        | SqlType::U16
        | SqlType::U32 => row.i64(at)?.into(),
        SqlType::U64 => row.u64(at)?.into(),
        // The shortest number that is this one.
        SqlType::F32 => row
            .f32(at)?
            .to_string()
            .parse::<f64>()
            .map_or(Value::Null, Value::from),
        SqlType::F64 => row.f64(at)?.into(),
        SqlType::Text | SqlType::Enum(EnumDef { numbers: [], .. }) => row.text(at)?.into(),
        SqlType::Enum(_) => row.i64(at)?.into(),
        SqlType::Bytes => hex(row.bytes(at)?).into(),
        SqlType::Uuid => row.uuid(at, hint)?.to_string().into(),
        SqlType::Decimal => row.decimal(at, hint)?.to_string().into(),
        SqlType::Date => row.date(at, hint)?.to_string().into(),
        SqlType::Time => row.time(at, hint)?.to_string().into(),
        SqlType::DateTime => iso(row.datetime(at, hint)?).into(),
        SqlType::Timestamp => {
            let mut text = iso(row.timestamp(at, hint)?.naive_utc());
            text.push('Z');
            text.into()
        }
        SqlType::Json => {
            serde_json::from_str(row.json(at)?).map_err(|error| DecodeError::Malformed {
                target: "JSON",
                reason: error.to_string(),
            })?
        }
        SqlType::Interval => row.interval(at)?.to_string().into(),
        SqlType::Ip => row.ip(at)?.to_string().into(),
        SqlType::IpNetwork => row.ip_network(at)?.to_string().into(),
        SqlType::Array(element) => {
            let Cells { count, reader } = row.array(at)?;
            (0..count)
                .map(|at| of_type(&*reader, at, *element, hint))
                .collect::<Result<Vec<_>, _>>()?
                .into()
        }
    })
}

fn iso(moment: chrono::NaiveDateTime) -> String {
    moment.format("%Y-%m-%dT%H:%M:%S%.f").to_string()
}

fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}
