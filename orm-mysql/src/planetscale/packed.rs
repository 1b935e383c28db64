use std::ops::Range;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::message::Number;

/// The cells of a row, cut from one text.
#[derive(Default)]
pub(crate) struct Packed {
    bytes: Vec<u8>,
    cells: Vec<Option<Range<usize>>>,
}

impl Packed {
    /// Takes the place of the row before it. `None` when the lengths are not those of the bytes.
    pub(super) fn unpack(&mut self, values: &str, lengths: &[Number<i64>]) -> Option<()> {
        self.bytes.clear();
        self.cells.clear();
        BASE64_STANDARD.decode_vec(values, &mut self.bytes).ok()?;
        let mut from = 0_usize;
        for Number(length) in lengths {
            self.cells.push(match usize::try_from(*length) {
                Ok(length) => {
                    let to = from.checked_add(length)?;
                    let cell = from..to;
                    from = to;
                    Some(cell)
                }
                Err(_) => None,
            });
        }
        (from == self.bytes.len()).then_some(())
    }

    /// The bytes of a cell, `Some(None)` for NULL.
    #[inline]
    pub(crate) fn cell(&self, at: usize) -> Option<Option<&[u8]>> {
        match self.cells.get(at)? {
            Some(range) => Some(self.bytes.get(range.clone())),
            None => Some(None),
        }
    }
}
