use super::{EncodeError, Size, Storage};

/// Refuses a number that the column doesn't hold.
pub(super) fn integer(value: i128, signed: bool, storage: Storage) -> Result<(), EncodeError> {
    let (fits, target) = match storage {
        Storage::Bits(bits) => (
            (0..1_i128 << bits.min(64)).contains(&value),
            "number of the column's `bit(n)`",
        ),
        Storage::Year => ((1901..=2155).contains(&value), "year from 1901 to 2155"),
        Storage::Sized(_) if signed => {
            ((-(1 << 23)..1 << 23).contains(&value), "integer of 24 bits")
        }
        Storage::Sized(_) => ((0..1 << 24).contains(&value), "integer of 24 bits"),
        _ => return Ok(()),
    };
    if fits {
        return Ok(());
    }
    Err(EncodeError::OutOfRange {
        value: value.to_string(),
        target,
    })
}

/// Refuses a text, or bytes, longer than the column holds.
pub(super) fn length(bytes: usize, size: Size, what: &str) -> Result<(), EncodeError> {
    if bytes <= size.bytes() {
        return Ok(());
    }
    Err(EncodeError::OutOfRange {
        value: format!("{what} of length {bytes}"),
        target: match size {
            Size::Tiny => "column of 255 bytes",
            Size::Short => "column of 65,535 bytes",
            Size::Medium => "column of 16,777,215 bytes",
        },
    })
}
