//! The server's form of exact numbers: digits of base 10,000, the first of which counts
//! 10,000 to the power of a weight.

use orm_core::types::DecodeError;
use rust_decimal::Decimal;

const BASE: u128 = 10_000;
const NEGATIVE: u16 = 0x4000;
const NAN: u16 = 0xC000;
const INFINITE: u16 = 0xD000;
const MINUS_INFINITE: u16 = 0xF000;
/// The largest whole number that a `Decimal` is made of.
const LARGEST: u128 = (1 << 96) - 1;

/// Writes the number with at least so many digits after the point.
pub(crate) fn write(out: &mut Vec<u8>, value: Decimal, scale: u8) {
    let scale_of_value = value.scale();
    // The last digit of base 10,000 holds four digits after the point.
    let missing = (4 - scale_of_value % 4) % 4;
    let mut rest = value.mantissa().unsigned_abs() * 10_u128.pow(missing);
    let mut below = (scale_of_value + missing) / 4;
    let mut digits = [0_u16; 10];
    let mut count = 0;
    while rest > 0 {
        let digit = (rest % BASE) as u16;
        rest /= BASE;
        if digit == 0 && count == 0 {
            // Zeros at the end are not written.
            below = below.wrapping_sub(1);
            continue;
        }
        digits[count] = digit;
        count += 1;
    }
    let weight = if count == 0 {
        0
    } else {
        count as i16 - 1 - below as i16
    };
    let sign = if value.is_sign_negative() && count > 0 {
        NEGATIVE
    } else {
        0
    };
    out.extend((count as u16).to_be_bytes());
    out.extend(weight.to_be_bytes());
    out.extend(sign.to_be_bytes());
    out.extend(scale_of_value.max(u32::from(scale)).to_be_bytes()[2..].iter());
    for digit in digits[..count].iter().rev() {
        out.extend(digit.to_be_bytes());
    }
}

/// Reads a number; digits after the point beyond `scale` are cut off.
pub(crate) fn read(bytes: &[u8], scale: Option<u8>) -> Result<Decimal, DecodeError> {
    let (head, digits) = bytes.split_at_checked(8).ok_or_else(short)?;
    let field = |at: usize| u16::from_be_bytes([head[at], head[at + 1]]);
    let (count, weight, sign, shown) = (field(0), field(2) as i16, field(4), field(6));
    match sign {
        0 | NEGATIVE => {}
        NAN => return Err(special("NaN")),
        INFINITE => return Err(special("infinity")),
        MINUS_INFINITE => return Err(special("-infinity")),
        _ => return Err(malformed("unknown sign")),
    }
    if digits.len() != usize::from(count) * 2 {
        return Err(short());
    }
    let digit = |at: i32| -> Result<u128, DecodeError> {
        let at = match usize::try_from(at) {
            Ok(at) if at < usize::from(count) => at * 2,
            _ => return Ok(0),
        };
        let digit = u128::from(u16::from_be_bytes([digits[at], digits[at + 1]]));
        if digit < BASE {
            Ok(digit)
        } else {
            Err(malformed("digit out of range"))
        }
    };
    let weight = i32::from(weight);
    let mut value: u128 = 0;
    for at in 0..=weight {
        value = value * BASE + digit(at)?;
        if value > LARGEST {
            return Err(DecodeError::OutOfRange {
                value: format!("a number of {} digits", (weight + 1) * 4),
                target: "decimal of 28 digits",
            });
        }
    }
    let kept = u32::from(shown).min(scale.map_or(28, u32::from)).min(28);
    let mut have = 0;
    'point: while have < kept {
        let digit = digit(weight + 1 + (have / 4) as i32)?;
        for place in (0..4).rev() {
            if have == kept {
                break 'point;
            }
            let next = value * 10 + digit / 10_u128.pow(place) % 10;
            if next > LARGEST {
                if scale.is_none() {
                    // No column says how many digits are kept: as many as there is room for.
                    break 'point;
                }
                return Err(DecodeError::OutOfRange {
                    value: format!("a number of {kept} digits after the point"),
                    target: "decimal of 28 digits",
                });
            }
            value = next;
            have += 1;
        }
    }
    let value = i128::try_from(value).map_err(|_| malformed("too large"))?;
    let value = if sign == NEGATIVE { -value } else { value };
    Decimal::try_from_i128_with_scale(value, have).map_err(|error| malformed(&error.to_string()))
}

#[cold]
fn special(value: &str) -> DecodeError {
    DecodeError::OutOfRange {
        value: value.to_owned(),
        target: "decimal",
    }
}

#[cold]
fn short() -> DecodeError {
    malformed("not as long as it says")
}

#[cold]
fn malformed(reason: &str) -> DecodeError {
    DecodeError::Malformed {
        target: "decimal",
        reason: reason.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round_trip(text: &str, scale: u8) {
        let value: Decimal = text.parse().unwrap();
        let mut bytes = Vec::new();
        write(&mut bytes, value, scale);
        assert_eq!(read(&bytes, Some(scale)).unwrap(), value, "{text}");
        assert_eq!(read(&bytes, None).unwrap(), value, "{text}");
    }

    #[test]
    fn numbers_come_back() {
        for (text, scale) in [
            ("0", 0),
            ("-0.00", 2),
            ("1", 0),
            ("10000", 0),
            ("100000000", 0),
            ("9999.9999", 4),
            ("0.00001", 5),
            ("0.0001", 8),
            ("-12345678.90", 2),
            ("79228162514264337593543950335", 0),
            ("-79228162514264337593543950335", 0),
            ("7.9228162514264337593543950335", 28),
            ("0.0000000000000000000000000001", 28),
        ] {
            round_trip(text, scale);
        }
    }

    #[test]
    fn hostile_bytes_are_errors() {
        let number = |head: [u16; 4], digits: &[u16]| -> Vec<u8> {
            head.iter()
                .chain(digits)
                .flat_map(|field| field.to_be_bytes())
                .collect()
        };
        for bytes in [
            vec![],
            vec![0; 7],
            number([0, 0, NAN, 0], &[]),
            number([0, 0, INFINITE, 0], &[]),
            number([0, 0, MINUS_INFINITE, 0], &[]),
            number([0, 0, 1, 0], &[]),
            number([2, 0, 0, 0], &[1]),
            number([1, 0, 0, 0], &[10_000]),
            number([1, 0x7FFF, 0, 0], &[1]),
        ] {
            assert!(read(&bytes, None).is_err(), "{bytes:?}");
        }
        let smallest = number([1, 0x8000, 0, 0xFFFF], &[1]);
        assert_eq!(read(&smallest, None).unwrap(), Decimal::ZERO);
    }

    #[test]
    fn digits_beyond_the_scale_are_cut() {
        let mut bytes = Vec::new();
        write(&mut bytes, "1.23456789".parse().unwrap(), 8);
        assert_eq!(read(&bytes, Some(2)).unwrap(), "1.23".parse().unwrap());
    }
}
