//! Timestamps as text: `YYYY-MM-DD HH:MM:SS.ffffff`, in UTC.

use chrono::{DateTime, NaiveDateTime, ParseError, Utc};

/// Parses the stored form, as a program written by hand does it with chrono.
pub(crate) fn parse(text: &str) -> Result<DateTime<Utc>, ParseError> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f").map(|naive| naive.and_utc())
}

/// Writes the stored form.
pub(crate) fn format(instant: DateTime<Utc>) -> String {
    instant.format("%Y-%m-%d %H:%M:%S%.6f").to_string()
}

/// Parses what any contender may have stored for an instant: `T` or a space between date and
/// time, any number of fractional digits, with or without an offset.
pub(crate) fn parse_any(text: &str) -> Result<DateTime<Utc>, ParseError> {
    let text = text.replacen('T', " ", 1);
    parse(&text).or_else(|_| Ok(text.parse::<DateTime<chrono::FixedOffset>>()?.to_utc()))
}
