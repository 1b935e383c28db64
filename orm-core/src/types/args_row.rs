use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

use std::net::IpAddr;

use super::{Arg, Cells, DecodeError, Hint, Interval, IpNetwork, RowReader};

/// Bind values read as a row: what the program sent, without asking for it again.
pub(crate) struct ArgsRow<'a>(pub(crate) &'a [Arg]);

impl ArgsRow<'_> {
    fn arg(&self, at: usize) -> &Arg {
        match self.0.get(at) {
            Some(Arg::Custom(custom)) => &custom.stored,
            Some(arg) => arg,
            None => &Arg::Bool(false),
        }
    }
}

fn wrong(expected: &'static str, found: &Arg) -> DecodeError {
    DecodeError::WrongType {
        expected,
        found: found.kind(),
    }
}

macro_rules! read {
    ($($name:ident($($hint:ident)?) -> $ty:ty, $expected:literal, $($pattern:pat => $value:expr),+;)+) => {$(
        fn $name(&self, at: usize $(, $hint: Hint)?) -> Result<$ty, DecodeError> {
            match self.arg(at) {
                $($pattern => Ok($value),)+
                other => Err(wrong($expected, other)),
            }
        }
    )+};
}

impl RowReader for ArgsRow<'_> {
    fn is_null(&self, at: usize) -> Result<bool, DecodeError> {
        Ok(matches!(self.arg(at), Arg::Null(_)))
    }

    read! {
        bool() -> bool, "boolean", Arg::Bool(value) => *value;
        f32() -> f32, "float", Arg::Float(value) => *value;
        f64() -> f64, "float", Arg::Double(value) => *value;
        text() -> &str, "text", Arg::Text(value) | Arg::Enum(value) => value;
        bytes() -> &[u8], "bytes", Arg::Bytes(value) => value;
        decimal(_hint) -> Decimal, "decimal", Arg::Decimal(value, _) => *value;
        date(_hint) -> NaiveDate, "date", Arg::Date(value) => *value;
        time(_hint) -> NaiveTime, "time", Arg::Time(value) => *value;
        datetime(_hint) -> NaiveDateTime, "date-time", Arg::DateTime(value) => *value;
        timestamp(_hint) -> DateTime<Utc>, "timestamp", Arg::Timestamp(value) => *value,
            Arg::DateTime(value) => value.and_utc();
        json() -> &str, "json", Arg::Json(value) | Arg::Enum(value) => value;
        interval() -> Interval, "interval", Arg::Interval(value) => *value;
        ip() -> IpAddr, "IP address", Arg::Ip(value) => *value;
        ip_network() -> IpNetwork, "IP network", Arg::IpNetwork(value) => *value;
        array() -> Cells<'_>, "array", Arg::Array(array) => Cells {
            count: array.values.len(),
            reader: Box::new(ArgsRow(&array.values)),
        };
    }

    fn i64(&self, at: usize) -> Result<i64, DecodeError> {
        match self.arg(at) {
            Arg::Int(value) => Ok(*value),
            Arg::UInt(value) => i64::try_from(*value).map_err(|_| DecodeError::OutOfRange {
                value: value.to_string(),
                target: "i64",
            }),
            other => Err(wrong("integer", other)),
        }
    }

    fn u64(&self, at: usize) -> Result<u64, DecodeError> {
        match self.arg(at) {
            Arg::UInt(value) => Ok(*value),
            Arg::Int(value) => u64::try_from(*value).map_err(|_| DecodeError::OutOfRange {
                value: value.to_string(),
                target: "u64",
            }),
            other => Err(wrong("integer", other)),
        }
    }

    fn uuid(&self, at: usize, _: Hint) -> Result<Uuid, DecodeError> {
        match self.arg(at) {
            Arg::Uuid(value) => Ok(*value),
            Arg::Text(value) => Uuid::try_parse(value).map_err(|error| DecodeError::Malformed {
                target: "uuid",
                reason: error.to_string(),
            }),
            other => Err(wrong("uuid", other)),
        }
    }
}
