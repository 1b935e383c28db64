use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

use std::net::IpAddr;

use super::{Cells, DecodeError, Hint, Interval, IpNetwork, network};

/// One row of a driver, read by position. A backend implements it once; every Rust type decodes
/// through it.
pub trait RowReader {
    /// Whether the cell is NULL.
    fn is_null(&self, at: usize) -> Result<bool, DecodeError>;
    /// A truth value.
    fn bool(&self, at: usize) -> Result<bool, DecodeError>;
    /// A signed integer.
    fn i64(&self, at: usize) -> Result<i64, DecodeError>;
    /// An unsigned integer.
    fn u64(&self, at: usize) -> Result<u64, DecodeError>;
    /// A single precision number.
    fn f32(&self, at: usize) -> Result<f32, DecodeError>;
    /// A double precision number.
    fn f64(&self, at: usize) -> Result<f64, DecodeError>;
    /// Text, borrowed from the row.
    fn text(&self, at: usize) -> Result<&str, DecodeError>;
    /// Bytes, borrowed from the row.
    fn bytes(&self, at: usize) -> Result<&[u8], DecodeError>;
    /// A uuid.
    fn uuid(&self, at: usize, hint: Hint) -> Result<Uuid, DecodeError>;
    /// An exact number.
    fn decimal(&self, at: usize, hint: Hint) -> Result<Decimal, DecodeError>;
    /// A date.
    fn date(&self, at: usize, hint: Hint) -> Result<NaiveDate, DecodeError>;
    /// A time of day.
    fn time(&self, at: usize, hint: Hint) -> Result<NaiveTime, DecodeError>;
    /// A date and time without a zone.
    fn datetime(&self, at: usize, hint: Hint) -> Result<NaiveDateTime, DecodeError>;
    /// A moment in time.
    fn timestamp(&self, at: usize, hint: Hint) -> Result<DateTime<Utc>, DecodeError>;
    /// The text of a JSON document.
    fn json(&self, at: usize) -> Result<&str, DecodeError>;
    /// A span of time. Only backends with [`HasIntervals`](crate::driver::HasIntervals) have one.
    fn interval(&self, at: usize) -> Result<Interval, DecodeError> {
        let _ = at;
        Err(DecodeError::WrongType {
            expected: "interval",
            found: "a cell of a database without intervals",
        })
    }
    /// The address of a host: bytes as [`network::Bytes`] writes them, unless the backend has a
    /// type of its own.
    fn ip(&self, at: usize) -> Result<IpAddr, DecodeError> {
        network::read_address(self.bytes(at)?)
    }
    /// A block of addresses: bytes as [`network::Bytes`] writes them, unless the backend has a type
    /// of its own.
    fn ip_network(&self, at: usize) -> Result<IpNetwork, DecodeError> {
        network::read_network(self.bytes(at)?)
    }
    /// The elements of an array. Only backends with [`HasArrays`](crate::driver::HasArrays) have
    /// one.
    fn array(&self, at: usize) -> Result<Cells<'_>, DecodeError> {
        let _ = at;
        Err(DecodeError::WrongType {
            expected: "array",
            found: "a cell of a database without arrays",
        })
    }
}
