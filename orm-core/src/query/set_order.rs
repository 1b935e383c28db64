use super::Source;
use crate::driver::BuildError;
use crate::expr::{Column, Direction, Order};
use crate::sql::{Out, Piece, Pieces};
use crate::types::Value;

/// What orders the rows of a set operation, whose rows are `Row`: a column of the struct that they
/// are, a [`position`], `.asc()` or `.desc()` of one, or a tuple of up to four of these.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot order the rows of a set operation, which are `{Row}`",
    label = "expected a column of `{Row}`, or `position(n)` of the select list",
    note = "rows that are a `#[derive(Projection)]` struct are ordered by its columns; other expressions order `.derived()`"
)]
pub trait SetOrder<Row> {
    /// Records the terms, divided by commas; the select list has `width` columns.
    #[doc(hidden)]
    fn write_set_order(&self, width: usize, out: &mut Pieces);
}

/// A place in the select list, counted from 1, for ORDER BY of a set operation.
#[derive(Clone, Copy, Debug)]
pub struct Position {
    at: usize,
    descending: bool,
}

/// The column at this place of the select list, counted from 1: `ORDER BY 1`.
///
/// The terminal answers [`BuildError::NoSuchPosition`] for a place that the list doesn't have.
pub fn position(at: usize) -> Position {
    Position {
        at,
        descending: false,
    }
}

impl Position {
    /// Smallest first.
    pub fn asc(self) -> Self {
        Self {
            descending: false,
            ..self
        }
    }

    /// Greatest first.
    pub fn desc(self) -> Self {
        Self {
            descending: true,
            ..self
        }
    }
}

impl<Row> SetOrder<Row> for Position {
    fn write_set_order(&self, width: usize, out: &mut Pieces) {
        if self.at == 0 || self.at > width {
            out.fail(BuildError::NoSuchPosition {
                position: self.at,
                width,
            });
        }
        out.push(Piece::Integer(i64::try_from(self.at).unwrap_or(i64::MAX)));
        if self.descending {
            out.text(" DESC");
        }
    }
}

/// The struct `Self` is what the rows of a set operation are, so that its columns order them.
#[diagnostic::on_unimplemented(
    message = "a column of `{Self}` cannot order the rows of a set operation, which are `{Row}`",
    label = "its tables are out of reach behind a set operation",
    note = "order by `position(n)` of the select list; rows that are a `#[derive(Projection)]` struct are ordered by its columns"
)]
pub trait ColumnsOf<Row> {}
#[diagnostic::do_not_recommend]
impl<Row> ColumnsOf<Row> for Row {}

/// Behind a set operation there are no sources: a column goes by its name alone.
impl<Row, S, Own, V: Value, const N: usize, R: 'static> SetOrder<Row> for Column<S, V, N, R>
where
    S: Source<Row = Own>,
    Own: ColumnsOf<Row>,
{
    fn write_set_order(&self, _: usize, out: &mut Pieces) {
        out.identifier(self.definition().name);
    }
}

impl<Row, S, Own, V: Value, const N: usize, R: 'static> SetOrder<Row> for Order<Column<S, V, N, R>>
where
    S: Source<Row = Own>,
    Own: ColumnsOf<Row>,
{
    fn write_set_order(&self, _: usize, out: &mut Pieces) {
        let name = self.value.definition().name;
        if let Some((op, words)) = self.nulls() {
            let before = [Piece::Identifier(name), Piece::Text(words)];
            out.push(Piece::Nulls(op, before.into()));
        }
        out.identifier(name);
        if self.direction == Direction::Descending {
            out.text(" DESC");
        }
        if let Some((op, _)) = self.nulls() {
            out.op(op);
        }
    }
}

macro_rules! set_order_tuple {
    ($($t:ident $n:tt),+) => {
        impl<Row, $($t: SetOrder<Row>),+> SetOrder<Row> for ($($t,)+) {
            fn write_set_order(&self, width: usize, out: &mut Pieces) {
                $(
                    if $n > 0 { out.text(", "); }
                    self.$n.write_set_order(width, out);
                )+
            }
        }
    };
}

set_order_tuple!(T0 0);
set_order_tuple!(T0 0, T1 1);
set_order_tuple!(T0 0, T1 1, T2 2);
set_order_tuple!(T0 0, T1 1, T2 2, T3 3);
