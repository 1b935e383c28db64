use std::cell::Cell;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use orm_core::types::{DecodeError, Hint, RowReader, Storage, from_scaled, text, utf8};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::value::ValueRef;

/// The cells of a row.
pub(crate) trait Cells<'r> {
    /// One of them, counted from 0.
    fn get(&self, at: usize) -> Option<ValueRef<'r>>;
}

#[cfg(feature = "embedded")]
impl<'r> Cells<'r> for &'r rusqlite::Row<'r> {
    #[inline]
    fn get(&self, at: usize) -> Option<ValueRef<'r>> {
        self.get_ref(at).ok()
    }
}

/// A row of SQLite.
pub(crate) struct Reader<'r, C> {
    row: C,
    /// The cell that was last asked whether it is NULL: its value is asked for next.
    last: Cell<(usize, ValueRef<'r>)>,
}

impl<'r, C: Cells<'r>> Reader<'r, C> {
    #[inline]
    pub(crate) fn new(row: C) -> Self {
        Self {
            row,
            last: Cell::new((usize::MAX, ValueRef::Null)),
        }
    }

    #[inline]
    fn cell(&self, at: usize) -> Result<ValueRef<'r>, DecodeError> {
        let (last, value) = self.last.get();
        if last == at {
            return Ok(value);
        }
        self.row.get(at).ok_or_else(|| DecodeError::Malformed {
            target: "row",
            reason: format!("it has no column {}", at + 1),
        })
    }

    #[inline]
    fn text_of(&self, at: usize, expected: &'static str) -> Result<&'r str, DecodeError> {
        match self.cell(at)? {
            ValueRef::Text(bytes) => utf8(bytes),
            other => Err(wrong(expected, other)),
        }
    }
}

impl<'r, C: Cells<'r>> RowReader for Reader<'r, C> {
    #[inline]
    fn is_null(&self, at: usize) -> Result<bool, DecodeError> {
        let value = self.cell(at)?;
        self.last.set((at, value));
        Ok(matches!(value, ValueRef::Null))
    }

    #[inline]
    fn bool(&self, at: usize) -> Result<bool, DecodeError> {
        match self.cell(at)? {
            ValueRef::Integer(0) => Ok(false),
            ValueRef::Integer(1) => Ok(true),
            ValueRef::Integer(other) => Err(DecodeError::out_of_range(other, "bool")),
            other => Err(wrong("boolean", other)),
        }
    }

    #[inline]
    fn i64(&self, at: usize) -> Result<i64, DecodeError> {
        match self.cell(at)? {
            ValueRef::Integer(value) => Ok(value),
            other => Err(wrong("integer", other)),
        }
    }

    #[inline]
    fn u64(&self, at: usize) -> Result<u64, DecodeError> {
        let value = self.i64(at)?;
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
        match self.cell(at)? {
            ValueRef::Real(value) => Ok(value),
            ValueRef::Integer(value) => Ok(value as f64),
            other => Err(wrong("float", other)),
        }
    }

    #[inline]
    fn text(&self, at: usize) -> Result<&str, DecodeError> {
        self.text_of(at, "text")
    }

    #[inline]
    fn bytes(&self, at: usize) -> Result<&[u8], DecodeError> {
        match self.cell(at)? {
            ValueRef::Blob(bytes) => Ok(bytes),
            other => Err(wrong("bytes", other)),
        }
    }

    #[inline]
    fn uuid(&self, at: usize, _: Hint) -> Result<Uuid, DecodeError> {
        let read = match self.cell(at)? {
            ValueRef::Blob(bytes) => Uuid::from_slice(bytes),
            ValueRef::Text(bytes) => Uuid::try_parse(utf8(bytes)?),
            other => return Err(wrong("uuid", other)),
        };
        read.map_err(|error| DecodeError::Malformed {
            target: "uuid",
            reason: error.to_string(),
        })
    }

    #[inline]
    fn decimal(&self, at: usize, hint: Hint) -> Result<Decimal, DecodeError> {
        match (self.cell(at)?, hint.storage) {
            (ValueRef::Integer(value), Storage::Native) => {
                Ok(from_scaled(value, hint.scale.unwrap_or(0)))
            }
            (ValueRef::Text(bytes), _) => {
                Decimal::from_str_exact(utf8(bytes)?).map_err(|error| DecodeError::Malformed {
                    target: "decimal",
                    reason: error.to_string(),
                })
            }
            (other, Storage::Text) => Err(wrong("decimal as text", other)),
            (other, _) => Err(wrong("decimal as integer", other)),
        }
    }

    #[inline]
    fn date(&self, at: usize, _: Hint) -> Result<NaiveDate, DecodeError> {
        text::parse_date(self.text_of(at, "date as text")?)
    }

    #[inline]
    fn time(&self, at: usize, _: Hint) -> Result<NaiveTime, DecodeError> {
        text::parse_time(self.text_of(at, "time as text")?)
    }

    #[inline]
    fn datetime(&self, at: usize, _: Hint) -> Result<NaiveDateTime, DecodeError> {
        text::parse_datetime(self.text_of(at, "date-time as text")?)
    }

    #[inline]
    fn timestamp(&self, at: usize, _: Hint) -> Result<DateTime<Utc>, DecodeError> {
        text::parse_datetime(self.text_of(at, "timestamp as text")?).map(|value| value.and_utc())
    }

    #[inline]
    fn json(&self, at: usize) -> Result<&str, DecodeError> {
        self.text_of(at, "JSON as text")
    }
}

#[cold]
fn wrong(expected: &'static str, found: ValueRef<'_>) -> DecodeError {
    let found = match found {
        ValueRef::Null => return DecodeError::UnexpectedNull,
        ValueRef::Integer(_) => "integer",
        ValueRef::Real(_) => "float",
        ValueRef::Text(_) => "text",
        ValueRef::Blob(_) => "bytes",
    };
    DecodeError::WrongType { expected, found }
}
