//! The text form of dates and times, and the domain that every server keeps exactly:
//! years 1 to 9999, microseconds, text without NUL.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};

use super::{DecodeError, EncodeError, Hint, Storage};

/// The text, if every server keeps it.
///
/// # Errors
/// [`EncodeError::Nul`] when it has a NUL character.
pub fn checked(text: &str) -> Result<&str, EncodeError> {
    if text.as_bytes().contains(&0) {
        Err(EncodeError::Nul)
    } else {
        Ok(text)
    }
}

/// The date, if every server keeps it.
///
/// # Errors
/// [`EncodeError::Time`] outside the years 1 to 9999.
pub fn checked_date(date: NaiveDate) -> Result<NaiveDate, EncodeError> {
    if (1..=9999).contains(&date.year()) {
        Ok(date)
    } else {
        Err(EncodeError::Time {
            value: date.to_string(),
            rule: "years 1 to 9999 are",
        })
    }
}

/// The time of day, if every server keeps it.
///
/// # Errors
/// [`EncodeError::Time`] for parts finer than a microsecond and for leap seconds.
pub fn checked_time(time: NaiveTime) -> Result<NaiveTime, EncodeError> {
    let nanos = time.nanosecond();
    if nanos >= 1_000_000_000 || !nanos.is_multiple_of(1_000) {
        return Err(EncodeError::Time {
            value: time.to_string(),
            rule: "whole microseconds without leap seconds are; round it first, or take `orm::utc_now()` instead of `Utc::now()`",
        });
    }
    Ok(time)
}

/// The date and time, if every server keeps it.
///
/// # Errors
/// As [`checked_date`] and [`checked_time`].
pub fn checked_datetime(value: NaiveDateTime) -> Result<NaiveDateTime, EncodeError> {
    checked_date(value.date())?;
    checked_time(value.time())?;
    Ok(value)
}

/// The time of day, if the column keeps so many digits of a second.
pub(super) fn fitting_time(time: NaiveTime, hint: Hint) -> Result<NaiveTime, EncodeError> {
    checked_time(time)?;
    if time.nanosecond().is_multiple_of(unit(hint)) {
        return Ok(time);
    }
    Err(EncodeError::Time {
        value: time.to_string(),
        rule: "a column with `precision` keeps fewer digits of the second: round it first",
    })
}

/// The date and time, if the column keeps it.
pub(super) fn fitting_datetime(
    value: NaiveDateTime,
    hint: Hint,
) -> Result<NaiveDateTime, EncodeError> {
    checked_date(value.date())?;
    fitting_time(value.time(), hint)?;
    // A second less than 31 bits count, for the fraction.
    if hint.storage == Storage::Epoch
        && !(1..i64::from(i32::MAX)).contains(&value.and_utc().timestamp())
    {
        return Err(EncodeError::Time {
            value: value.to_string(),
            rule: "the years 1970 to 2038 are, in a column with `mysql = timestamp`",
        });
    }
    Ok(value)
}

/// The moment without the digits of a second that a column with this hint doesn't keep.
pub(crate) fn cut(moment: DateTime<Utc>, hint: Hint) -> DateTime<Utc> {
    let nanos = moment.nanosecond();
    moment
        .with_nanosecond(nanos - nanos % unit(hint))
        .unwrap_or(moment)
}

/// Nanoseconds of the last digit that is kept.
fn unit(hint: Hint) -> u32 {
    10_u32.pow(9 - u32::from(hint.digits.unwrap_or(6).min(6)))
}

/// The present moment in whole microseconds, which every server keeps. `Utc::now()` has nanoseconds
/// on some systems, and can't be bound then.
pub fn now() -> DateTime<Utc> {
    let now = Utc::now();
    now.with_nanosecond(now.nanosecond() % 1_000_000_000 / 1_000 * 1_000)
        .unwrap_or(now)
}

fn digits(out: &mut [u8], mut value: u32) {
    for slot in out.iter_mut().rev() {
        *slot = b'0' + (value % 10) as u8;
        value /= 10;
    }
}

/// `YYYY-MM-DD`. The text sorts as the dates do.
pub fn format_date(date: NaiveDate) -> String {
    String::from_utf8_lossy(&date_bytes(date)).into_owned()
}

/// The same without an allocation.
pub fn date_bytes(date: NaiveDate) -> [u8; 10] {
    let mut out = *b"0000-00-00";
    write_date(&mut out, date);
    out
}

fn write_date(out: &mut [u8], date: NaiveDate) {
    digits(&mut out[0..4], date.year().unsigned_abs());
    digits(&mut out[5..7], date.month());
    digits(&mut out[8..10], date.day());
}

fn write_time(out: &mut [u8], time: NaiveTime) {
    digits(&mut out[0..2], time.hour());
    digits(&mut out[3..5], time.minute());
    digits(&mut out[6..8], time.second());
    digits(&mut out[9..15], time.nanosecond() / 1_000 % 1_000_000);
}

/// `HH:MM:SS.ffffff`. The text sorts as the times do.
pub fn format_time(time: NaiveTime) -> String {
    String::from_utf8_lossy(&time_bytes(time)).into_owned()
}

/// The same without an allocation.
pub fn time_bytes(time: NaiveTime) -> [u8; 15] {
    let mut out = *b"00:00:00.000000";
    write_time(&mut out, time);
    out
}

/// `YYYY-MM-DD HH:MM:SS.ffffff`. The text sorts as the moments do.
pub fn format_datetime(value: NaiveDateTime) -> String {
    String::from_utf8_lossy(&datetime_bytes(value)).into_owned()
}

/// The same without an allocation.
pub fn datetime_bytes(value: NaiveDateTime) -> [u8; 26] {
    let mut out = *b"0000-00-00 00:00:00.000000";
    write_date(&mut out[0..10], value.date());
    write_time(&mut out[11..26], value.time());
    out
}

fn number(text: &[u8]) -> Option<u32> {
    text.iter().try_fold(0, |value, byte| match byte {
        b'0'..=b'9' => Some(value * 10 + u32::from(byte - b'0')),
        _ => None,
    })
}

fn read_date(text: &[u8]) -> Option<NaiveDate> {
    match text {
        [_, _, _, _, b'-', _, _, b'-', _, _] => NaiveDate::from_ymd_opt(
            i32::try_from(number(&text[0..4])?).ok()?,
            number(&text[5..7])?,
            number(&text[8..10])?,
        ),
        _ => None,
    }
}

fn read_time(text: &[u8]) -> Option<NaiveTime> {
    if text.len() < 5 || text[2] != b':' {
        return None;
    }
    let (hour, minute) = (number(&text[0..2])?, number(&text[3..5])?);
    let (second, micro) = match &text[5..] {
        [] => (0, 0),
        [b':', rest @ ..] if rest.len() >= 2 => {
            let micro = match &rest[2..] {
                [] => 0,
                [b'.', fraction @ ..] if (1..=6).contains(&fraction.len()) => {
                    number(fraction)? * 10_u32.pow(6 - u32::try_from(fraction.len()).ok()?)
                }
                _ => return None,
            };
            (number(&rest[0..2])?, micro)
        }
        _ => return None,
    };
    NaiveTime::from_hms_micro_opt(hour, minute, second, micro)
}

fn malformed(target: &'static str, text: &str) -> DecodeError {
    DecodeError::Malformed {
        target,
        reason: format!("`{}`", text.chars().take(40).collect::<String>()),
    }
}

/// Reads `YYYY-MM-DD`.
///
/// # Errors
/// [`DecodeError::Malformed`] for any other text.
pub fn parse_date(text: &str) -> Result<NaiveDate, DecodeError> {
    read_date(text.as_bytes()).ok_or_else(|| malformed("date", text))
}

/// Reads `HH:MM`, `HH:MM:SS` or `HH:MM:SS.f` with one to six digits after the point.
///
/// # Errors
/// [`DecodeError::Malformed`] for any other text.
pub fn parse_time(text: &str) -> Result<NaiveTime, DecodeError> {
    read_time(text.as_bytes()).ok_or_else(|| malformed("time", text))
}

/// Reads a date and time divided by a space or `T`, with an optional `Z` or `+00:00` at the end.
///
/// # Errors
/// [`DecodeError::Malformed`] for any other text.
pub fn parse_datetime(text: &str) -> Result<NaiveDateTime, DecodeError> {
    let bytes = text.as_bytes();
    let bytes = bytes
        .strip_suffix(b"Z")
        .or_else(|| bytes.strip_suffix(b"+00:00"))
        .unwrap_or(bytes);
    let read = || match bytes.get(10)? {
        b' ' | b'T' => Some(read_date(&bytes[..10])?.and_time(read_time(&bytes[11..])?)),
        _ => None,
    };
    read().ok_or_else(|| malformed("date-time", text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_keep_their_microseconds() {
        let moment = NaiveDate::from_ymd_opt(9999, 12, 31)
            .unwrap()
            .and_hms_micro_opt(23, 59, 59, 999_999)
            .unwrap();
        let text = format_datetime(moment);
        assert_eq!(text, "9999-12-31 23:59:59.999999");
        assert_eq!(parse_datetime(&text).unwrap(), moment);
        assert_eq!(
            parse_datetime("9999-12-31T23:59:59.999999Z").unwrap(),
            moment
        );
    }

    #[test]
    fn hostile_text_is_an_error() {
        for text in [
            "",
            "2024",
            "2024-02-30 00:00:00",
            "2024-01-01 24:00:00",
            "2024-01-01x00:00:00",
            "é024-01-01 00:00",
        ] {
            assert!(parse_datetime(text).is_err(), "{text}");
        }
        for text in [
            "é1:00",
            "1",
            "10:0é",
            "10:00:0",
            "10:00:00.",
            "10:00:00.1234567",
        ] {
            assert!(parse_time(text).is_err(), "{text}");
        }
    }
}
