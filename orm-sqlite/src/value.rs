//! Values, and what is refused of them, however SQLite is reached.

use orm_core::types::EncodeError;
use orm_core::{BuildError, Error};
/// A cell's value.
#[cfg(feature = "embedded")]
pub(crate) use rusqlite::types::ValueRef;

use crate::error::code;

/// A cell's value, in rusqlite's form.
#[cfg(not(feature = "embedded"))]
#[derive(Clone, Copy)]
pub(crate) enum ValueRef<'v> {
    Null,
    Integer(i64),
    Real(f64),
    Text(&'v [u8]),
    Blob(&'v [u8]),
}

#[cold]
pub(crate) fn mismatch(placeholders: usize, values: usize) -> Error {
    Error::Database {
        code: code::RANGE.to_string(),
        message: format!("{values} bind values for {placeholders} placeholders"),
    }
}

pub(crate) fn signed(value: u64) -> Result<i64, Error> {
    i64::try_from(value).map_err(|_| {
        refused(EncodeError::OutOfRange {
            value: value.to_string(),
            target: "integer of 64 bits",
        })
    })
}

/// SQLite would keep NaN as NULL.
pub(crate) fn number(value: f64) -> Result<f64, Error> {
    if value.is_nan() {
        return Err(refused(EncodeError::NotFinite {
            value: value.to_string(),
        }));
    }
    Ok(value)
}

#[cold]
pub(crate) fn refused(error: EncodeError) -> Error {
    BuildError::Encode(error).into()
}
