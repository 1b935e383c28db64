//! From the API's answers to rows and errors.

use orm_core::Error;
use orm_core::driver::ConnectError;
use orm_core::http::Response;
use serde::Deserialize;
use serde_json::Value;

use super::options::D1Options;
use crate::error::{self, code};
use crate::row::Cells;
use crate::value::ValueRef;

#[derive(Deserialize)]
struct Envelope {
    #[serde(default)]
    success: bool,
    #[serde(default)]
    errors: Option<Vec<Failed>>,
    #[serde(default)]
    result: Option<Vec<Ran>>,
}

#[derive(Deserialize)]
struct Failed {
    #[serde(default)]
    code: i64,
    #[serde(default)]
    message: String,
}

/// What came of one statement.
#[derive(Deserialize)]
pub(super) struct Ran {
    #[serde(default)]
    results: Option<Rows>,
    #[serde(default)]
    meta: Meta,
}

#[derive(Deserialize)]
struct Rows {
    #[serde(default)]
    rows: Vec<Vec<Value>>,
}

#[derive(Default, Deserialize)]
struct Meta {
    #[serde(default)]
    changes: Option<u64>,
}

/// The rows of a binding, whose columns have names.
#[cfg(all(feature = "worker", target_arch = "wasm32"))]
pub(super) mod named {
    use std::fmt;

    use serde::de::{IgnoredAny, MapAccess, Visitor};
    use serde::{Deserialize, Deserializer};
    use serde_json::Value;

    use super::{Meta, Ran, Rows};

    #[derive(Deserialize)]
    pub(in super::super) struct Result {
        #[serde(default)]
        results: Option<Vec<Row>>,
        #[serde(default)]
        meta: Meta,
    }

    impl From<Result> for Ran {
        fn from(result: Result) -> Self {
            let rows = result.results.map(|rows| Rows {
                rows: rows.into_iter().map(|row| row.0).collect(),
            });
            Self {
                results: rows,
                meta: result.meta,
            }
        }
    }

    /// The values in the order in which they stand.
    struct Row(Vec<Value>);

    impl<'de> Deserialize<'de> for Row {
        fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
            from.deserialize_map(Values)
        }
    }

    struct Values;

    impl<'de> Visitor<'de> for Values {
        type Value = Row;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a row")
        }

        fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> std::result::Result<Row, M::Error> {
            let mut values = Vec::new();
            while let Some((_, value)) = map.next_entry::<IgnoredAny, Value>()? {
                values.push(value);
            }
            Ok(Row(values))
        }
    }
}

impl Ran {
    pub(super) fn changes(&self) -> u64 {
        self.meta.changes.unwrap_or(0)
    }

    /// Takes the number of changed rows from the answer to `SELECT changes()`.
    pub(super) fn counted_by(&mut self, counted: Option<Self>) {
        let rows = counted.and_then(|counted| counted.results);
        let cell = rows.as_ref().and_then(|rows| rows.rows.first()?.first());
        self.meta.changes = cell.and_then(Value::as_u64);
    }

    /// Its rows; `quoted`: as `quote` writes them.
    pub(super) fn rows(self, quoted: bool) -> impl Iterator<Item = Option<Vec<Cell>>> {
        let rows = self.results.map(|results| results.rows);
        rows.unwrap_or_default().into_iter().map(move |row| {
            let cells = row.into_iter().map(|cell| match cell {
                Value::String(text) if quoted => Cell::unquoted(&text),
                Value::Number(float) if quoted => float.as_f64().map(Cell::Real),
                cell => Cell::plain(cell),
            });
            cells.collect()
        })
    }
}

/// Reads the answer to a request of this many statements.
pub(super) fn read(
    response: &Response,
    statements: usize,
    options: &D1Options,
) -> Result<Vec<Ran>, Error> {
    let envelope: Option<Envelope> = serde_json::from_slice(&response.body).ok();
    let Some(envelope) = envelope else {
        return Err(elsewhere(response.status));
    };
    if let Some(failed) = envelope.errors.unwrap_or_default().first() {
        return Err(refusal(response.status, failed, options));
    }
    match envelope.result {
        Some(result) if envelope.success && result.len() == statements => Ok(result),
        _ => Err(elsewhere(response.status)),
    }
}

/// The error that a binding gives.
#[cfg(all(feature = "worker", target_arch = "wasm32"))]
pub(super) fn thrown(message: String, options: &D1Options) -> Error {
    refusal(
        400,
        &Failed {
            code: 7500,
            message,
        },
        options,
    )
}

/// An answer that is not the database's.
fn elsewhere(status: u16) -> Error {
    match status {
        429 => Error::TooManyConnections(format!("HTTP {status}")),
        _ => Error::ConnectionLost(format!("HTTP {status}, which is no answer of the database")),
    }
}

fn refusal(status: u16, failed: &Failed, options: &D1Options) -> Error {
    match status {
        401 | 403 => {
            return ConnectError::Login {
                user: options.account().to_owned(),
                reason: failed.message.clone(),
            }
            .into();
        }
        404 => {
            return ConnectError::Refused {
                server: options.server(),
                reason: failed.message.clone(),
            }
            .into();
        }
        429 => return Error::TooManyConnections(failed.message.clone()),
        _ => {}
    }
    // `UNIQUE constraint failed: t.a: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_UNIQUE)`
    let (message, code) = failed
        .message
        .split_once(": SQLITE_")
        .unwrap_or((&failed.message, ""));
    let message = message.strip_prefix("D1_ERROR: ").unwrap_or(message);
    if let Some(constraint) = extended(message).and_then(|code| error::constraint(code, message)) {
        return constraint.into();
    }
    let message = message.to_owned();
    match code.split([' ', '_']).next() {
        Some("BUSY" | "LOCKED") => Error::Locked(message),
        Some("READONLY") => Error::ReadOnly(message),
        Some("INTERRUPT") => Error::Timeout(message),
        _ => Error::Database {
            code: failed.code.to_string(),
            message,
        },
    }
}

/// SQLite's code of a constraint, by the words of its message: not every answer has the code.
fn extended(message: &str) -> Option<i32> {
    let (kind, _) = message.split_once(" constraint failed")?;
    Some(match kind {
        "UNIQUE" => code::CONSTRAINT_UNIQUE,
        "NOT NULL" => code::CONSTRAINT_NOTNULL,
        "CHECK" => code::CONSTRAINT_CHECK,
        "FOREIGN KEY" => code::CONSTRAINT_FOREIGNKEY,
        _ => return None,
    })
}

/// A value of SQLite.
#[derive(Debug, PartialEq)]
pub(super) enum Cell {
    Null,
    Integer(i64),
    Real(f64),
    Text(String),
    Blob(Vec<u8>),
}

impl Cell {
    /// Reads what `quote` wrote; `None` where it is none of that.
    fn unquoted(text: &str) -> Option<Self> {
        if let Some(rest) = text.strip_prefix('\'') {
            return Some(Self::Text(rest.strip_suffix('\'')?.replace("''", "'")));
        }
        if let Some(rest) = text.strip_prefix("X'") {
            return unhex(rest.strip_suffix('\'')?).map(Self::Blob);
        }
        if text == "NULL" {
            return Some(Self::Null);
        }
        match text.parse() {
            Ok(whole) => Some(Self::Integer(whole)),
            Err(_) => text.parse().ok().map(Self::Real),
        }
    }

    /// Reads a value as JSON has it.
    fn plain(value: Value) -> Option<Self> {
        Some(match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Integer(value.into()),
            Value::Number(number) => match number.as_i64() {
                Some(whole) => Self::Integer(whole),
                None => Self::Real(number.as_f64()?),
            },
            Value::String(text) => Self::Text(text),
            Value::Array(bytes) => {
                let byte = |byte: &Value| byte.as_u64().and_then(|byte| u8::try_from(byte).ok());
                Self::Blob(bytes.iter().map(byte).collect::<Option<_>>()?)
            }
            Value::Object(_) => return None,
        })
    }
}

fn unhex(digits: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pairs = digits.as_bytes().chunks(2).map(|pair| match pair {
        [high, low] => u8::try_from(digit(*high)? * 16 + digit(*low)?).ok(),
        _ => None,
    });
    pairs.collect()
}

impl<'r> Cells<'r> for &'r [Cell] {
    fn get(&self, at: usize) -> Option<ValueRef<'r>> {
        Some(match <[Cell]>::get(self, at)? {
            Cell::Null => ValueRef::Null,
            Cell::Integer(value) => ValueRef::Integer(*value),
            Cell::Real(value) => ValueRef::Real(*value),
            Cell::Text(text) => ValueRef::Text(text.as_bytes()),
            Cell::Blob(bytes) => ValueRef::Blob(bytes),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_cells_are_read() {
        for (text, cell) in [
            ("NULL", Some(Cell::Null)),
            ("-9223372036854775808", Some(Cell::Integer(i64::MIN))),
            ("1.0", Some(Cell::Real(1.0))),
            ("-1.797693134862315692e+308", Some(Cell::Real(f64::MIN))),
            ("9.0e+999", Some(Cell::Real(f64::INFINITY))),
            ("'it''s'", Some(Cell::Text("it's".to_owned()))),
            ("''", Some(Cell::Text(String::new()))),
            ("X'00FF'", Some(Cell::Blob(vec![0, 255]))),
            ("X''", Some(Cell::Blob(Vec::new()))),
            ("X'0'", None),
            ("'", None),
            ("x", None),
        ] {
            assert_eq!(Cell::unquoted(text), cell, "{text}");
        }
    }
}
