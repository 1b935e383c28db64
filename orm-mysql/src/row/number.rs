use std::str::FromStr;

use orm_core::types::DecodeError;
use rust_decimal::Decimal;

use super::{Kind, malformed, utf8, wrong};

/// Up to here every whole number has a double.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// A whole number of any width.
#[inline]
pub(super) fn integer(
    (bytes, kind): (&[u8], Kind),
    text: bool,
    expected: &'static str,
) -> Result<i128, DecodeError> {
    match kind {
        Kind::Signed if !text => match *bytes {
            [a] => Ok(i8::from_le_bytes([a]).into()),
            [a, b] => Ok(i16::from_le_bytes([a, b]).into()),
            [a, b, c, d] => Ok(i32::from_le_bytes([a, b, c, d]).into()),
            [a, b, c, d, e, f, g, h] => Ok(i64::from_le_bytes([a, b, c, d, e, f, g, h]).into()),
            _ => Err(malformed("integer", "it has an unusual length")),
        },
        Kind::Unsigned if !text => match *bytes {
            [a] => Ok(a.into()),
            [a, b] => Ok(u16::from_le_bytes([a, b]).into()),
            [a, b, c, d] => Ok(u32::from_le_bytes([a, b, c, d]).into()),
            [a, b, c, d, e, f, g, h] => Ok(u64::from_le_bytes([a, b, c, d, e, f, g, h]).into()),
            _ => Err(malformed("integer", "it has an unusual length")),
        },
        Kind::Signed | Kind::Unsigned => parse("integer", utf8(bytes)?),
        // Sums of whole numbers are decimals.
        Kind::Decimal => {
            let text = utf8(bytes)?;
            let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
            if rest.bytes().any(|digit| digit != b'0') {
                return Err(wrong(expected, kind));
            }
            parse("integer", whole)
        }
        // Two bind values that are calculated with are doubles to the server.
        Kind::Float => {
            let value = double((bytes, kind), text)?;
            if value.fract() != 0.0 || value.abs() > EXACT {
                return Err(wrong(expected, kind));
            }
            Ok(value as i128)
        }
        Kind::Bit if bytes.len() <= 8 => Ok(bytes
            .iter()
            .fold(0, |value, byte| value << 8 | i128::from(*byte))),
        _ => Err(wrong(expected, kind)),
    }
}

#[inline]
pub(super) fn double((bytes, kind): (&[u8], Kind), text: bool) -> Result<f64, DecodeError> {
    match kind {
        Kind::Float if !text => match *bytes {
            [a, b, c, d] => Ok(f32::from_le_bytes([a, b, c, d]).into()),
            [a, b, c, d, e, f, g, h] => Ok(f64::from_le_bytes([a, b, c, d, e, f, g, h])),
            _ => Err(malformed("float", "it has an unusual length")),
        },
        // The average of decimals and of whole numbers is a decimal.
        Kind::Float | Kind::Decimal => parse("float", utf8(bytes)?),
        Kind::Signed | Kind::Unsigned => {
            integer((bytes, kind), text, "float").map(|value| value as f64)
        }
        _ => Err(wrong("float", kind)),
    }
}

/// A decimal, cut to the digits after the point that its column or expression has: the server
/// gives quotients and sums some more.
#[inline]
pub(super) fn decimal(
    (bytes, kind): (&[u8], Kind),
    text: bool,
    scale: Option<u8>,
) -> Result<Decimal, DecodeError> {
    let digits = match kind {
        Kind::Decimal | Kind::Text => utf8(bytes)?,
        Kind::Signed | Kind::Unsigned => {
            let value = integer((bytes, kind), text, "decimal")?;
            return Decimal::try_from_i128_with_scale(value, 0)
                .map_err(|error| malformed("decimal", error.to_string()));
        }
        _ => return Err(wrong("decimal", kind)),
    };
    let kept = match (digits.find('.'), scale) {
        (Some(point), Some(0)) => &digits[..point],
        (Some(point), Some(scale)) => digits
            .get(..point + 1 + usize::from(scale))
            .unwrap_or(digits),
        _ => digits,
    };
    let mut value =
        Decimal::from_str_exact(kept).map_err(|error| malformed("decimal", error.to_string()))?;
    if value.is_zero() {
        value.set_sign_positive(true);
    }
    Ok(value)
}

fn parse<T: FromStr<Err: ToString>>(target: &'static str, text: &str) -> Result<T, DecodeError> {
    text.parse()
        .map_err(|error: T::Err| malformed(target, error.to_string()))
}
