use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use orm_core::types::{DecodeError, Hint, RowReader, text, utf8};
use rust_decimal::Decimal;
use uuid::Uuid;

mod kind;
mod number;
mod time;

pub(crate) use kind::Kind;

/// A row of MySQL, of any protocol.
pub(crate) struct Reader<'r> {
    pub(crate) row: Cells<'r>,
    /// What each column holds, found out once for all rows.
    pub(crate) kinds: &'r [Kind],
    /// Whether cells came as text, as they do from statements that weren't prepared.
    pub(crate) text: bool,
}

/// The bytes of a row's cells.
#[derive(Clone, Copy)]
pub(crate) enum Cells<'r> {
    #[cfg(feature = "tcp")]
    Wire(&'r sqlx::mysql::MySqlRow),
    #[cfg(feature = "planetscale")]
    Packed(&'r crate::planetscale::Packed),
}

impl<'r> Reader<'r> {
    #[inline]
    fn cell(&self, at: usize) -> Result<Option<&'r [u8]>, DecodeError> {
        let missing = || DecodeError::Malformed {
            target: "row",
            reason: format!("it has no column {}", at + 1),
        };
        match self.row {
            #[cfg(feature = "tcp")]
            Cells::Wire(row) => crate::tcp::cell(row, at).ok_or_else(missing),
            #[cfg(feature = "planetscale")]
            Cells::Packed(row) => row.cell(at).ok_or_else(missing),
        }
    }

    #[inline]
    fn bytes_of(&self, at: usize) -> Result<(&'r [u8], Kind), DecodeError> {
        let bytes = self.cell(at)?.ok_or(DecodeError::UnexpectedNull)?;
        let kind = self.kinds.get(at).copied().unwrap_or(Kind::Other);
        Ok((bytes, kind))
    }

    #[inline]
    fn text_of(&self, at: usize, expected: &'static str) -> Result<&'r str, DecodeError> {
        match self.bytes_of(at)? {
            (bytes, Kind::Text | Kind::Json | Kind::Bytes) => utf8(bytes),
            (_, kind) => Err(wrong(expected, kind)),
        }
    }
}

impl RowReader for Reader<'_> {
    #[inline]
    fn is_null(&self, at: usize) -> Result<bool, DecodeError> {
        Ok(self.cell(at)?.is_none())
    }

    #[inline]
    fn bool(&self, at: usize) -> Result<bool, DecodeError> {
        let cell = self.bytes_of(at)?;
        if let (&[value @ (0 | 1)], Kind::Signed | Kind::Unsigned) = cell
            && !self.text
        {
            return Ok(value == 1);
        }
        match number::integer(cell, self.text, "boolean")? {
            0 => Ok(false),
            1 => Ok(true),
            other => Err(DecodeError::out_of_range(other, "bool")),
        }
    }

    #[inline]
    fn i64(&self, at: usize) -> Result<i64, DecodeError> {
        let cell = self.bytes_of(at)?;
        if let (&[a, b, c, d, e, f, g, h], Kind::Signed) = cell
            && !self.text
        {
            return Ok(i64::from_le_bytes([a, b, c, d, e, f, g, h]));
        }
        let value = number::integer(cell, self.text, "integer")?;
        i64::try_from(value).map_err(|_| DecodeError::out_of_range(value, "i64"))
    }

    #[inline]
    fn u64(&self, at: usize) -> Result<u64, DecodeError> {
        let value = number::integer(self.bytes_of(at)?, self.text, "integer")?;
        u64::try_from(value).map_err(|_| DecodeError::out_of_range(value, "u64"))
    }

    #[inline]
    fn f32(&self, at: usize) -> Result<f32, DecodeError> {
        let wide = self.f64(at)?;
        let value = wide as f32;
        if value.is_infinite() && wide.is_finite() {
            return Err(DecodeError::out_of_range(wide, "f32"));
        }
        Ok(value)
    }

    #[inline]
    fn f64(&self, at: usize) -> Result<f64, DecodeError> {
        number::double(self.bytes_of(at)?, self.text)
    }

    #[inline]
    fn text(&self, at: usize) -> Result<&str, DecodeError> {
        self.text_of(at, "text")
    }

    #[inline]
    fn bytes(&self, at: usize) -> Result<&[u8], DecodeError> {
        match self.bytes_of(at)? {
            (bytes, Kind::Bytes | Kind::Text | Kind::Other) => Ok(bytes),
            (_, kind) => Err(wrong("bytes", kind)),
        }
    }

    /// 16 bytes, or text, whatever the column was declared as.
    #[inline]
    fn uuid(&self, at: usize, _: Hint) -> Result<Uuid, DecodeError> {
        let read = match self.bytes_of(at)? {
            (bytes, Kind::Bytes | Kind::Text) if bytes.len() == 16 => Uuid::from_slice(bytes),
            (bytes, Kind::Bytes | Kind::Text) => Uuid::try_parse(utf8(bytes)?),
            (_, kind) => return Err(wrong("uuid", kind)),
        };
        read.map_err(|error| DecodeError::Malformed {
            target: "uuid",
            reason: error.to_string(),
        })
    }

    #[inline]
    fn decimal(&self, at: usize, hint: Hint) -> Result<Decimal, DecodeError> {
        number::decimal(self.bytes_of(at)?, self.text, hint.scale)
    }

    #[inline]
    fn date(&self, at: usize, _: Hint) -> Result<NaiveDate, DecodeError> {
        match self.bytes_of(at)? {
            (bytes, Kind::Date) if !self.text => time::date(bytes),
            (bytes, Kind::Date | Kind::Text | Kind::Bytes) => text::parse_date(utf8(bytes)?),
            (_, kind) => Err(wrong("date", kind)),
        }
    }

    #[inline]
    fn time(&self, at: usize, _: Hint) -> Result<NaiveTime, DecodeError> {
        match self.bytes_of(at)? {
            (bytes, Kind::Time) if !self.text => time::time(bytes),
            (bytes, Kind::Time | Kind::Text | Kind::Bytes) => text::parse_time(utf8(bytes)?),
            (_, kind) => Err(wrong("time", kind)),
        }
    }

    #[inline]
    fn datetime(&self, at: usize, _: Hint) -> Result<NaiveDateTime, DecodeError> {
        match self.bytes_of(at)? {
            (bytes, Kind::DateTime) if !self.text => time::datetime(bytes),
            (bytes, Kind::DateTime | Kind::Text | Kind::Bytes) => {
                text::parse_datetime(utf8(bytes)?)
            }
            (_, kind) => Err(wrong("date-time", kind)),
        }
    }

    #[inline]
    fn timestamp(&self, at: usize, hint: Hint) -> Result<DateTime<Utc>, DecodeError> {
        self.datetime(at, hint).map(|value| value.and_utc())
    }

    #[inline]
    fn json(&self, at: usize) -> Result<&str, DecodeError> {
        self.text_of(at, "JSON as text")
    }
}

#[cold]
fn malformed(target: &'static str, reason: impl Into<String>) -> DecodeError {
    DecodeError::Malformed {
        target,
        reason: reason.into(),
    }
}

#[cold]
fn wrong(expected: &'static str, found: Kind) -> DecodeError {
    DecodeError::WrongType {
        expected,
        found: found.name(),
    }
}
