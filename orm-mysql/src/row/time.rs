//! The binary protocol's dates and times: a length, then as many parts as aren't zero.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use orm_core::types::DecodeError;

use super::malformed;

pub(super) fn date(bytes: &[u8]) -> Result<NaiveDate, DecodeError> {
    match *bytes {
        [4, a, b, month, day] => day_of([a, b], month, day),
        _ => None,
    }
    .ok_or_else(|| zero("date"))
}

pub(super) fn datetime(bytes: &[u8]) -> Result<NaiveDateTime, DecodeError> {
    match *bytes {
        [4, a, b, month, day] => {
            day_of([a, b], month, day).map(|date| date.and_time(NaiveTime::MIN))
        }
        [7, a, b, month, day, hour, minute, second] => day_of([a, b], month, day)
            .and_then(|date| Some(date.and_time(clock(hour, minute, second, [0; 4])?))),
        [11, a, b, month, day, hour, minute, second, ref micros @ ..] => day_of([a, b], month, day)
            .and_then(|date| {
                let micros = micros.try_into().ok()?;
                Some(date.and_time(clock(hour, minute, second, micros)?))
            }),
        _ => None,
    }
    .ok_or_else(|| zero("date-time"))
}

pub(super) fn time(bytes: &[u8]) -> Result<NaiveTime, DecodeError> {
    // The sign and the days come first: a TIME may be a span of weeks.
    match *bytes {
        [0] => Some(NaiveTime::MIN),
        [8, 0, 0, 0, 0, 0, hour, minute, second] => clock(hour, minute, second, [0; 4]),
        [12, 0, 0, 0, 0, 0, hour, minute, second, ref micros @ ..] => micros
            .try_into()
            .ok()
            .and_then(|micros| clock(hour, minute, second, micros)),
        _ => None,
    }
    .ok_or_else(|| malformed("time", "it is not between 00:00:00 and 23:59:59.999999"))
}

fn day_of(year: [u8; 2], month: u8, day: u8) -> Option<NaiveDate> {
    let year = u16::from_le_bytes(year).into();
    NaiveDate::from_ymd_opt(year, month.into(), day.into())
}

fn clock(hour: u8, minute: u8, second: u8, micros: [u8; 4]) -> Option<NaiveTime> {
    let micros = u32::from_le_bytes(micros);
    NaiveTime::from_hms_micro_opt(hour.into(), minute.into(), second.into(), micros)
}

#[cold]
fn zero(target: &'static str) -> DecodeError {
    malformed(target, "it is `0000-00-00` or no day of the calendar")
}
