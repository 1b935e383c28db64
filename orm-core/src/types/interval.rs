use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::{Arg, DecodeError, EncodeError, Hint, RowReader, Scalar, SqlType};
use crate::scalar_value;

/// A span of time as the calendar counts it. Months, days and microseconds stay apart, since a
/// month has no fixed number of days, and in zones with summer time a day no fixed number of hours.
///
/// Written and read in the form of ISO 8601. Equal are spans of equal parts; Postgres compares
/// them as if a month had 30 days and a day 24 hours, which is why there is no order in Rust.
///
/// ```
/// use orm_core::types::Interval;
/// let span = Interval { months: 14, days: -3, microseconds: 1_500_000 };
/// assert_eq!(span.to_string(), "P1Y2M-3DT1.5S");
/// assert_eq!("P1Y2M-3DT1.5S".parse(), Ok(span));
/// assert_eq!(Interval::days(7).to_string(), "P7D");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Interval {
    /// Whole months; twelve are a year.
    pub months: i32,
    /// Whole days.
    pub days: i32,
    /// Microseconds.
    pub microseconds: i64,
}

/// A text that is no span of time.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is not a span of time in the form P1Y2M3DT4H5M6.000007S")]
pub struct IntervalError(String);

const SECOND: i64 = 1_000_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;

impl Interval {
    /// So many months.
    pub const fn months(months: i32) -> Self {
        Self {
            months,
            days: 0,
            microseconds: 0,
        }
    }

    /// So many days.
    pub const fn days(days: i32) -> Self {
        Self {
            months: 0,
            days,
            microseconds: 0,
        }
    }

    /// So many microseconds.
    pub const fn microseconds(microseconds: i64) -> Self {
        Self {
            months: 0,
            days: 0,
            microseconds,
        }
    }

    /// So many seconds; `None` beyond what microseconds of 64 bits count.
    pub const fn seconds(seconds: i64) -> Option<Self> {
        match seconds.checked_mul(SECOND) {
            Some(microseconds) => Some(Self::microseconds(microseconds)),
            None => None,
        }
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::default() {
            return f.write_str("PT0S");
        }
        let part = |f: &mut fmt::Formatter<'_>, count: i64, unit: char| {
            if count == 0 {
                Ok(())
            } else {
                write!(f, "{count}{unit}")
            }
        };
        f.write_str("P")?;
        part(f, i64::from(self.months / 12), 'Y')?;
        part(f, i64::from(self.months % 12), 'M')?;
        part(f, i64::from(self.days), 'D')?;
        if self.microseconds == 0 {
            return Ok(());
        }
        f.write_str("T")?;
        part(f, self.microseconds / HOUR, 'H')?;
        part(f, self.microseconds % HOUR / MINUTE, 'M')?;
        let rest = self.microseconds % MINUTE;
        if rest == 0 {
            return Ok(());
        }
        let sign = if rest < 0 { "-" } else { "" };
        write!(f, "{sign}{}", (rest / SECOND).abs())?;
        let fraction = (rest % SECOND).abs();
        if fraction != 0 {
            let digits = format!("{fraction:06}");
            write!(f, ".{}", digits.trim_end_matches('0'))?;
        }
        f.write_str("S")
    }
}

impl FromStr for Interval {
    type Err = IntervalError;

    fn from_str(text: &str) -> Result<Self, IntervalError> {
        read(text).ok_or_else(|| IntervalError(text.chars().take(60).collect()))
    }
}

fn read(text: &str) -> Option<Interval> {
    let (dates, times) = match text.strip_prefix('P')?.split_once('T') {
        Some((_, "")) => return None,
        Some((dates, times)) => (dates, times),
        None => (text.strip_prefix('P')?, ""),
    };
    if dates.is_empty() && times.is_empty() {
        return None;
    }
    let mut span = Interval::default();
    let mut months = 0_i64;
    for (count, unit) in parts(dates, "YMWD")? {
        let count: i64 = count.parse().ok()?;
        match unit {
            'Y' => months = months.checked_add(count.checked_mul(12)?)?,
            'M' => months = months.checked_add(count)?,
            'W' => {
                span.days = span
                    .days
                    .checked_add(i32::try_from(count.checked_mul(7)?).ok()?)?
            }
            _ => span.days = span.days.checked_add(i32::try_from(count).ok()?)?,
        }
    }
    span.months = i32::try_from(months).ok()?;
    for (count, unit) in parts(times, "HMS")? {
        let micros = match unit {
            'H' => count.parse::<i64>().ok()?.checked_mul(HOUR)?,
            'M' => count.parse::<i64>().ok()?.checked_mul(MINUTE)?,
            _ => seconds(count)?,
        };
        span.microseconds = span.microseconds.checked_add(micros)?;
    }
    Some(span)
}

/// The numbers with their units, which stand in this order and once each.
fn parts<'t>(text: &'t str, units: &str) -> Option<Vec<(&'t str, char)>> {
    let mut parts = Vec::new();
    let mut left = units;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_ascii_uppercase())?;
        let unit = rest[end..].chars().next()?;
        left = &left[left.find(unit)? + 1..];
        let count = &rest[..end];
        // `+` is read by the parser of numbers, and isn't part of the form.
        if count.starts_with('+') {
            return None;
        }
        parts.push((count, unit));
        rest = &rest[end + 1..];
    }
    Some(parts)
}

fn seconds(text: &str) -> Option<i64> {
    let (digits, negative) = match text.strip_prefix('-') {
        Some(digits) => (digits, true),
        None => (text, false),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(whole) || !plain(fraction) || fraction.len() > 6 {
        return None;
    }
    let scale = 10_i64.pow(6 - u32::try_from(fraction.len()).ok()?);
    let fraction = fraction.parse::<i64>().ok()? * scale;
    let sign = if negative { -1 } else { 1 };
    whole
        .parse::<i64>()
        .ok()?
        .checked_mul(SECOND * sign)?
        .checked_add(fraction * sign)
}

impl Scalar for Interval {
    const SQL: SqlType = SqlType::Interval;

    fn encode(&self, _: Hint) -> Result<Arg, EncodeError> {
        let most = (i32::MAX, i32::MAX, i64::MAX);
        let least = (i32::MIN, i32::MIN, i64::MIN);
        let parts = (self.months, self.days, self.microseconds);
        if parts == most || parts == least {
            // What the server's `infinity` looks like.
            return Err(EncodeError::OutOfRange {
                value: self.to_string(),
                target: "interval that is finite",
            });
        }
        Ok(Arg::Interval(*self))
    }

    fn decode<R: RowReader + ?Sized>(row: &R, at: usize, _: Hint) -> Result<Self, DecodeError> {
        row.interval(at)
    }
}

scalar_value!([] Interval);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_written_and_read() {
        let counts = [i32::MIN, -13, -12, -1, 0, 1, 12, 31, i32::MAX];
        let micros = [
            i64::MIN,
            -HOUR,
            -MINUTE - 1,
            -SECOND,
            -10,
            0,
            1,
            SECOND + 10,
            HOUR,
            i64::MAX,
        ];
        for months in counts {
            for days in counts {
                for microseconds in micros {
                    let span = Interval {
                        months,
                        days,
                        microseconds,
                    };
                    assert_eq!(span.to_string().parse(), Ok(span), "{span}");
                }
            }
        }
    }

    #[test]
    fn extremes_are_written_and_read() {
        for (span, text) in [
            (Interval::default(), "PT0S"),
            (Interval::months(i32::MIN), "P-178956970Y-8M"),
            (Interval::days(i32::MAX), "P2147483647D"),
            (Interval::microseconds(-1), "PT-0.000001S"),
            (
                Interval::microseconds(i64::MIN),
                "PT-2562047788H-54.775808S",
            ),
            (Interval::microseconds(90 * MINUTE), "PT1H30M"),
        ] {
            assert_eq!(span.to_string(), text);
            assert_eq!(text.parse(), Ok(span));
        }
        assert_eq!("P2W".parse(), Ok(Interval::days(14)));
    }

    #[test]
    fn hostile_text_is_an_error() {
        for text in [
            "",
            "P",
            "PT",
            "P1",
            "1D",
            "P1D2Y",
            "P1D1D",
            "PT1.S",
            "PT.5S",
            "PT1.0000001S",
            "P+1D",
            "P1.5D",
            "PT--1S",
            "P9999999999D",
            "PT9999999999999999999S",
            "P1DT",
            "PéD",
            "P1H",
            "PT1D",
            "PT-S",
            "P-M",
            "P999999999999999Y",
            "P\u{1f980}",
        ] {
            assert!(text.parse::<Interval>().is_err(), "{text}");
        }
    }
}
