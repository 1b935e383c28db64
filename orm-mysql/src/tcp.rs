//! MySQL's own protocol, over sqlx's connections.

mod bind;
mod error;
mod kind;
mod open;
mod run;

use sqlx::mysql::MySqlRow;
use sqlx::{Decode, Row};

pub(crate) use error::lent;
pub(crate) use open::{ask, open};
pub(crate) use run::prepared;

/// The bytes of a cell; `None` where there is no such cell.
///
/// sqlx gives the bytes of any type, and fails for NULL alone: a date of zeros is no NULL.
#[inline]
pub(crate) fn cell(row: &MySqlRow, at: usize) -> Option<Option<&[u8]>> {
    let value = row.try_get_raw(at).ok()?;
    Some(<&[u8] as Decode<sqlx::MySql>>::decode(value).ok())
}
