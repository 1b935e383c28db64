use rust_decimal::Decimal;

use super::{Arg, EncodeError, Hint, Storage};

pub(super) fn encode(value: Decimal, hint: Hint) -> Result<Arg, EncodeError> {
    let Some(scale) = hint.scale else {
        return Err(EncodeError::NoScale {
            value: value.to_string(),
        });
    };
    let normal = value.normalize();
    if normal.scale() > u32::from(scale) {
        return Err(EncodeError::TooManyDigits {
            value: value.to_string(),
            scale,
        });
    }
    if hint.storage == Storage::Text {
        return text(normal, scale).map(Arg::Text);
    }
    Ok(Arg::Decimal(normal, scale))
}

/// The decimal with all of its column's digits after the point, so that equal numbers are equal
/// texts.
fn text(value: Decimal, scale: u8) -> Result<String, EncodeError> {
    let mut full = value;
    full.rescale(u32::from(scale));
    if full.scale() == u32::from(scale) {
        Ok(full.to_string())
    } else {
        Err(EncodeError::OutOfRange {
            value: value.to_string(),
            target: "numeric of 28 digits",
        })
    }
}

/// The decimal as a whole number of its last digit: `12.34` at scale 2 is `1234`.
///
/// # Errors
/// [`EncodeError`] when it has more digits after the point than `scale`, or the whole number
/// needs more than 18 digits.
pub fn to_scaled(value: Decimal, scale: u8) -> Result<i64, EncodeError> {
    const MAX: i128 = 999_999_999_999_999_999;
    let value = value.normalize();
    let have = value.scale();
    let out_of_range = || EncodeError::OutOfRange {
        value: value.to_string(),
        target: "numeric of 18 digits",
    };
    let missing = u32::from(scale)
        .checked_sub(have)
        .ok_or_else(|| EncodeError::TooManyDigits {
            value: value.to_string(),
            scale,
        })?;
    let factor = 10_i128.checked_pow(missing).ok_or_else(out_of_range)?;
    let scaled = value
        .mantissa()
        .checked_mul(factor)
        .ok_or_else(out_of_range)?;
    if scaled.abs() > MAX {
        return Err(out_of_range());
    }
    i64::try_from(scaled).map_err(|_| out_of_range())
}

/// The decimal that a whole number of its last digit stands for: `1234` at scale 2 is `12.34`.
pub fn from_scaled(value: i64, scale: u8) -> Decimal {
    Decimal::from_i128_with_scale(i128::from(value), u32::from(scale.min(28)))
}
