use serde_json::Value;

use super::error::{ValueError, shown};
use super::request::split;
use crate::expr::{Expr, Operand};
use crate::schema::ColumnDef;
use crate::sql::{Out, Piece, Pieces};
use crate::types::{Arg, DecodeError, EnumDef, Hint, JsonRow, Scalar, SqlType};

/// Reads a value of a request as the column's Rust type, and gives its bind value.
pub(super) type ReadValue = fn(&Value, &'static ColumnDef) -> Result<Arg, ValueError>;

/// The value as a `T`.
pub(super) fn typed<T: Scalar>(
    value: &Value,
    column: &'static ColumnDef,
) -> Result<Arg, ValueError> {
    let cell = [cell(value, T::SQL)?];
    let value = T::decode(&JsonRow::new(&cell), 0, column.hint).map_err(|error| {
        match (error, column.sql) {
            (DecodeError::UnknownVariant { value, .. }, SqlType::Enum(names)) => {
                ValueError::NoSuchName {
                    value: shown(&value),
                    known: names.values.join(", "),
                }
            }
            (error, _) => ValueError::Decode(error),
        }
    })?;
    // As beside a column: what it may hold limits what is stored, not what it is compared with.
    Ok(value.into_encoded(column.hint.or(Hint::NONE))?)
}

/// The reader of a column that the application gave no type for: a part of the primary key.
pub(super) fn of_key(sql: SqlType) -> ReadValue {
    use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
    match sql {
        SqlType::Bool => typed::<bool>,
        SqlType::I8 | SqlType::I16 | SqlType::I32 | SqlType::I64 => typed::<i64>,
        SqlType::U8 | SqlType::U16 | SqlType::U32 => typed::<i64>,
        SqlType::U64 => typed::<u64>,
        SqlType::F32 => typed::<f32>,
        SqlType::F64 => typed::<f64>,
        SqlType::Text => typed::<String>,
        SqlType::Bytes => typed::<Vec<u8>>,
        SqlType::Uuid => typed::<uuid::Uuid>,
        SqlType::Decimal => typed::<rust_decimal::Decimal>,
        SqlType::Date => typed::<NaiveDate>,
        SqlType::Time => typed::<NaiveTime>,
        SqlType::DateTime => typed::<NaiveDateTime>,
        SqlType::Timestamp => typed::<DateTime<Utc>>,
        SqlType::Ip => typed::<std::net::IpAddr>,
        SqlType::IpNetwork => typed::<crate::types::IpNetwork>,
        SqlType::Enum(_) => of_enum,
        SqlType::Json | SqlType::Interval | SqlType::Array(_) | SqlType::Custom(_) => {
            |_, column| {
                Err(ValueError::Decode(DecodeError::WrongType {
                    expected: column.sql.word(),
                    found: "a part of a key",
                }))
            }
        }
    }
}

fn of_enum(value: &Value, column: &'static ColumnDef) -> Result<Arg, ValueError> {
    match column.sql {
        SqlType::Enum(EnumDef { numbers: [], .. }) => match typed::<String>(value, column)? {
            Arg::Text(name) => Ok(Arg::Enum(name)),
            other => Ok(other),
        },
        _ => typed::<i64>(value, column),
    }
}

/// The value in the form that rows in JSON have: numbers as texts, which are read exactly.
fn cell(value: &Value, sql: SqlType) -> Result<Value, DecodeError> {
    let wrong = |found| DecodeError::WrongType {
        expected: sql.word(),
        found,
    };
    match (sql.stored(), value) {
        (SqlType::Bool, Value::Bool(_)) => Ok(value.clone()),
        (SqlType::Bool, Value::String(text)) => match text.as_str() {
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            _ => Err(wrong("another text than `true` and `false`")),
        },
        (SqlType::Bool, Value::Number(_)) => Err(wrong("number")),
        (_, Value::Bool(_)) => Err(wrong("boolean")),
        (_, Value::Number(number)) => Ok(Value::String(number.to_string())),
        _ => Ok(value.clone()),
    }
}

/// The values of a list, or of a text divided by commas.
pub(super) fn values(value: &Value) -> Result<Vec<Value>, ValueError> {
    match value {
        Value::Array(list) => Ok(list.clone()),
        Value::String(text) => Ok(split(text).map(Value::from).collect()),
        _ => Err(ValueError::Expected("a list, or values divided by commas,")),
    }
}

/// A column by its description. Its type is the request's matter, which was checked.
#[derive(Clone, Copy)]
pub(super) struct Named {
    pub(super) source: &'static str,
    pub(super) column: &'static ColumnDef,
}

impl Expr for Named {
    type Base = String;

    fn write(&self, out: &mut Pieces, _: Hint) {
        out.column(self.source, self.column);
    }

    fn hint(&self) -> Hint {
        self.column.hint
    }
}

/// What is written already.
pub(super) struct Written(pub(super) Pieces);

impl Expr for Written {
    type Base = String;

    fn write(&self, out: &mut Pieces, _: Hint) {
        out.append(self.0.clone());
    }
}

/// A bind value that was read as its column's type.
pub(super) struct Read(pub(super) Arg);

impl Expr for Read {
    type Base = String;

    fn write(&self, out: &mut Pieces, _: Hint) {
        out.push(Piece::Arg(self.0.clone()));
    }
}

impl Operand<String> for Read {
    type Expr = Self;

    fn into_expr(self) -> Self {
        self
    }
}
