use std::cell::OnceCell;
use std::net::IpAddr;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;
use serde_json::Value;
use uuid::Uuid;

use super::{DecodeError, Hint, IpNetwork, RowReader, from_scaled, network, text};

/// A row that came as a JSON array.
///
/// Each cell has the one form in which its values are lossless: whole numbers and texts are
/// themselves, bytes are hexadecimal, all other values the server's text.
pub(crate) struct JsonRow<'j> {
    cells: &'j [Value],
    bytes: Vec<OnceCell<Vec<u8>>>,
}

impl<'j> JsonRow<'j> {
    pub(crate) fn new(cells: &'j [Value]) -> Self {
        let mut bytes = Vec::new();
        bytes.resize_with(cells.len(), OnceCell::new);
        Self { cells, bytes }
    }

    fn cell(&self, at: usize) -> Result<&'j Value, DecodeError> {
        self.cells.get(at).ok_or_else(|| DecodeError::Malformed {
            target: "row",
            reason: format!("it has no column {}", at + 1),
        })
    }

    fn string(&self, at: usize, expected: &'static str) -> Result<&'j str, DecodeError> {
        match self.cell(at)? {
            Value::String(text) => Ok(text),
            other => Err(wrong(expected, other)),
        }
    }

    fn number<N: FromStr<Err: std::fmt::Display>>(
        &self,
        at: usize,
        target: &'static str,
    ) -> Result<N, DecodeError> {
        let parsed = match self.cell(at)? {
            Value::Number(number) => number.to_string().parse(),
            Value::String(text) => text.parse(),
            Value::Bool(value) => if *value { "1" } else { "0" }.parse(),
            other => return Err(wrong(target, other)),
        };
        parsed.map_err(|error: N::Err| malformed(target, error))
    }
}

#[cold]
fn wrong(expected: &'static str, found: &Value) -> DecodeError {
    let found = match found {
        Value::Null => return DecodeError::UnexpectedNull,
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    DecodeError::WrongType { expected, found }
}

#[cold]
fn malformed(target: &'static str, reason: impl std::fmt::Display) -> DecodeError {
    DecodeError::Malformed {
        target,
        reason: reason.to_string(),
    }
}

/// The bytes of `0AFF` or `X'0AFF'`.
fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text
        .strip_prefix("X'")
        .and_then(|rest| rest.strip_suffix('\''))
        .unwrap_or(text)
        .as_bytes();
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    let digit = |byte: u8| char::from(byte).to_digit(16);
    digits
        .chunks_exact(2)
        .map(|pair| Some((digit(pair[0])? * 16 + digit(pair[1])?) as u8))
        .collect()
}

impl RowReader for JsonRow<'_> {
    fn is_null(&self, at: usize) -> Result<bool, DecodeError> {
        Ok(self.cell(at)?.is_null())
    }

    fn bool(&self, at: usize) -> Result<bool, DecodeError> {
        match self.cell(at)? {
            Value::Bool(value) => Ok(*value),
            _ => Ok(self.number::<i64>(at, "boolean")? != 0),
        }
    }

    fn i64(&self, at: usize) -> Result<i64, DecodeError> {
        match self.cell(at)?.as_i64() {
            Some(value) => Ok(value),
            None => self.number(at, "integer"),
        }
    }

    fn u64(&self, at: usize) -> Result<u64, DecodeError> {
        match self.cell(at)?.as_u64() {
            Some(value) => Ok(value),
            None => self.number(at, "integer"),
        }
    }

    fn f32(&self, at: usize) -> Result<f32, DecodeError> {
        // What the server widened is narrowed again.
        Ok(self.number::<f64>(at, "float")? as f32)
    }

    fn f64(&self, at: usize) -> Result<f64, DecodeError> {
        self.number(at, "float")
    }

    fn text(&self, at: usize) -> Result<&str, DecodeError> {
        self.string(at, "text")
    }

    fn bytes(&self, at: usize) -> Result<&[u8], DecodeError> {
        let text = self.string(at, "bytes")?;
        let read = unhex(text).ok_or_else(|| malformed("bytes", "not hexadecimal"))?;
        Ok(self.bytes[at].get_or_init(|| read))
    }

    fn uuid(&self, at: usize, _: Hint) -> Result<Uuid, DecodeError> {
        let text = self.string(at, "uuid")?;
        let read = match Uuid::try_parse(text) {
            Ok(value) => return Ok(value),
            Err(error) => unhex(text)
                .and_then(|bytes| Uuid::from_slice(&bytes).ok())
                .ok_or(error),
        };
        read.map_err(|error| malformed("uuid", error))
    }

    fn decimal(&self, at: usize, hint: Hint) -> Result<Decimal, DecodeError> {
        match self.cell(at)? {
            // Only a database that stores decimals as whole numbers sends one.
            Value::Number(_) => Ok(from_scaled(self.i64(at)?, hint.scale.unwrap_or(0))),
            _ => Decimal::from_str_exact(self.string(at, "decimal")?)
                .map_err(|error| malformed("decimal", error)),
        }
    }

    fn date(&self, at: usize, _: Hint) -> Result<NaiveDate, DecodeError> {
        text::parse_date(self.string(at, "date")?)
    }

    fn time(&self, at: usize, _: Hint) -> Result<NaiveTime, DecodeError> {
        text::parse_time(self.string(at, "time")?)
    }

    fn datetime(&self, at: usize, _: Hint) -> Result<NaiveDateTime, DecodeError> {
        text::parse_datetime(&self.string(at, "date-time")?.replacen('T', " ", 1))
    }

    fn timestamp(&self, at: usize, hint: Hint) -> Result<DateTime<Utc>, DecodeError> {
        match DateTime::parse_from_rfc3339(self.string(at, "timestamp")?) {
            Ok(value) => Ok(value.to_utc()),
            Err(_) => Ok(self.datetime(at, hint)?.and_utc()),
        }
    }

    fn json(&self, at: usize) -> Result<&str, DecodeError> {
        self.string(at, "JSON as text")
    }

    fn ip(&self, at: usize) -> Result<IpAddr, DecodeError> {
        match self.string(at, "IP address")?.parse() {
            Ok(address) => Ok(address),
            Err(_) => network::read_address(self.bytes(at)?),
        }
    }

    fn ip_network(&self, at: usize) -> Result<IpNetwork, DecodeError> {
        match self.string(at, "IP network")?.parse() {
            Ok(network) => Ok(network),
            Err(_) => network::read_network(self.bytes(at)?),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::JsonRow;
    use crate::types::{DecodeError, Hint, RowReader};

    #[test]
    fn cells_are_read_exactly_or_refused() {
        let cells = json!([
            9007199254740993_i64,
            "X'00FF'",
            "00ff",
            "1.10",
            null,
            [1],
            "0.1"
        ]);
        let cells = cells.as_array().unwrap();
        let row = JsonRow::new(cells);
        assert_eq!(row.i64(0), Ok(9_007_199_254_740_993));
        assert_eq!(row.bytes(1), Ok(&[0, 255][..]));
        assert_eq!(row.bytes(2), Ok(&[0, 255][..]));
        assert_eq!(row.decimal(3, Hint::NONE).unwrap().to_string(), "1.10");
        assert_eq!(row.is_null(4), Ok(true));
        assert_eq!(row.text(4), Err(DecodeError::UnexpectedNull));
        assert!(matches!(row.text(5), Err(DecodeError::WrongType { .. })));
        assert!(matches!(row.bytes(3), Err(DecodeError::Malformed { .. })));
        assert!(matches!(
            row.uuid(3, Hint::NONE),
            Err(DecodeError::Malformed { .. })
        ));
        assert!(matches!(row.i64(7), Err(DecodeError::Malformed { .. })));
        assert_eq!(row.f64(6), Ok(0.1));
    }
}
