use serde_json::Value;

use super::RequestError;
use super::resolve::Term;
use crate::expr::Direction;
use crate::query::page::{Seen, write_seen};
use crate::sql::Pieces;

/// The place of a page's last row: the order it was made in, and the row's values of it. As text it
/// is hexadecimal, to be handed back as it came. Whatever else is in it is refused, or compared with
/// the tenant's rows like a filter.
#[derive(Clone, Debug)]
pub(super) struct Cursor {
    order: String,
    values: Vec<Value>,
}

impl Cursor {
    pub(super) fn read(text: &str) -> Result<Self, RequestError> {
        let read = || {
            let bytes = unhex(text)?;
            let (order, values) = serde_json::from_slice(&bytes).ok()?;
            Some(Self { order, values })
        };
        read().ok_or(RequestError::Cursor)
    }

    /// Of the last row's values.
    pub(super) fn text(terms: &[Term], values: &[Value]) -> String {
        let cursor = serde_json::json!([order(terms), values]).to_string();
        cursor
            .bytes()
            .flat_map(|byte| [byte >> 4, byte & 15])
            .filter_map(|digit| char::from_digit(digit.into(), 16))
            .collect()
    }

    /// Records the condition of the rows behind it.
    pub(super) fn write(&self, terms: &[Term], out: &mut Pieces) -> Result<(), RequestError> {
        if self.order != order(terms) || self.values.len() != terms.len() {
            return Err(RequestError::Cursor);
        }
        let columns: Vec<_> = terms.iter().map(|term| term.place().0).collect();
        let mut seen = Vec::with_capacity(terms.len());
        for ((term, value), column) in terms.iter().zip(&self.values).zip(&columns) {
            let definition = term.column.column;
            let value = match value {
                Value::Null if definition.nullable => None,
                value => Some(Ok(
                    (term.read)(value, definition).map_err(|_| RequestError::Cursor)?
                )),
            };
            seen.push(Seen {
                column,
                direction: term.direction,
                nullable: definition.nullable,
                value,
            });
        }
        write_seen(&seen, out);
        Ok(())
    }
}

fn order(terms: &[Term]) -> String {
    let mut order = String::new();
    for term in terms {
        order.push(match term.direction {
            Direction::Ascending => '+',
            Direction::Descending => '-',
        });
        order.push_str(term.column.column.name);
    }
    order
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|pair| match pair {
            [high, low] => u8::try_from(digit(*high)? * 16 + digit(*low)?).ok(),
            _ => None,
        })
        .collect()
}
