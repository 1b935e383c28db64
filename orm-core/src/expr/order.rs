use super::core::operand;
use super::{Constant, Env, ExprIn, PerGroup, PerRow, Windowed};
use crate::driver::HasGrouping;
use crate::query::{By, BySets, NoGroup};
use crate::sql::{Op, Out, Piece, Pieces};
use crate::types::Hint;

/// Ascending or descending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Smallest first.
    Ascending,
    /// Greatest first.
    Descending,
}

/// Where NULLs stand in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NullsOrder {
    /// Before all values.
    First,
    /// After all values.
    Last,
}

/// An expression to order by, with its direction.
#[derive(Clone, Copy, Debug)]
pub struct Order<X> {
    pub(crate) value: X,
    pub(crate) direction: Direction,
    nulls: Option<NullsOrder>,
}

pub(super) fn ordered<X>(value: X, direction: Direction) -> Order<X> {
    Order {
        value,
        direction,
        nulls: None,
    }
}

impl<X> Order<X> {
    /// NULLs before all values.
    pub fn nulls_first(self) -> Self {
        Self {
            nulls: Some(NullsOrder::First),
            ..self
        }
    }

    /// Where NULLs stand: the words after the term, and those of a term before it.
    pub(crate) fn nulls(&self) -> Option<(Op, &'static str)> {
        self.nulls.map(|nulls| match nulls {
            NullsOrder::First => (Op::NullsFirst, " IS NULL DESC, "),
            NullsOrder::Last => (Op::NullsLast, " IS NULL, "),
        })
    }

    /// NULLs after all values.
    pub fn nulls_last(self) -> Self {
        Self {
            nulls: Some(NullsOrder::Last),
            ..self
        }
    }
}

/// What `.order_by(..)` takes in environment `E`: an expression, `.asc()` or `.desc()` of one, or
/// a tuple of these.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot order this query",
    label = "expected a column of this query's FROM, `.asc()` or `.desc()` of one, or a tuple of these"
)]
pub trait OrderBy<E, I> {
    /// One value per row, or per group; of a tuple, the tuple of these.
    type Kind;

    /// Records the terms, divided by commas.
    fn write_order(&self, out: &mut Pieces);
}

/// Expressions of kind `K` order a query with environment `Self`: rows by what each row has, groups
/// by what each group has.
#[diagnostic::on_unimplemented(
    message = "an aggregate cannot order a query without GROUP BY",
    label = "has one value for all rows",
    note = "group the query with `.group_by(..)`"
)]
pub trait Orders<K> {}
#[diagnostic::do_not_recommend]
impl<B, A, K, F, G> Orders<Constant> for Env<B, A, K, F, G> {}
#[diagnostic::do_not_recommend]
impl<B, A, K, F> Orders<PerRow> for Env<B, A, K, F, NoGroup> {}
#[diagnostic::do_not_recommend]
impl<B, A, K, F, G, Each> Orders<Windowed<Each>> for Env<B, A, K, F, G> where Self: Orders<Each> {}
#[diagnostic::do_not_recommend]
impl<B, A, K, F, Keys> Orders<PerGroup> for Env<B, A, K, F, By<Keys>> {}
impl<B: HasGrouping, A, K, F, Keys> Orders<PerGroup> for Env<B, A, K, F, BySets<Keys>> {}

impl<E: Orders<K>, I, K, X: ExprIn<E, I, Kind = K>> OrderBy<E, I> for Order<X> {
    type Kind = K;

    fn write_order(&self, out: &mut Pieces) {
        self.write_term(out);
    }
}

impl<X: super::Expr> Order<X> {
    pub(crate) fn write_term(&self, out: &mut Pieces) {
        let nulls = self.nulls();
        if let Some((op, words)) = nulls {
            let mut before = Pieces::default();
            operand(&self.value, &mut before, Hint::NONE);
            before.text(words);
            // The term itself records the same error again.
            out.push(Piece::Nulls(op, before.list.into()));
        }
        self.value.write(out, Hint::NONE);
        if self.direction == Direction::Descending {
            out.text(" DESC");
        }
        if let Some((op, _)) = nulls {
            out.op(op);
        }
    }
}

macro_rules! order_tuple {
    ($($t:ident $i:ident $n:tt),+) => {
                impl<Env, $($t, $i),+> OrderBy<Env, ($($i,)+)> for ($($t,)+)
        where
            $($t: OrderBy<Env, $i>,)+
        {
            type Kind = ($($t::Kind,)+);

            fn write_order(&self, out: &mut Pieces) {
                $(
                    if $n > 0 { out.text(", "); }
                    self.$n.write_order(out);
                )+
            }
        }
    };
}

order_tuple!(T0 I0 0);
order_tuple!(T0 I0 0, T1 I1 1);
order_tuple!(T0 I0 0, T1 I1 1, T2 I2 2);
order_tuple!(T0 I0 0, T1 I1 1, T2 I2 2, T3 I3 3);
order_tuple!(T0 I0 0, T1 I1 1, T2 I2 2, T3 I3 3, T4 I4 4);
order_tuple!(T0 I0 0, T1 I1 1, T2 I2 2, T3 I3 3, T4 I4 4, T5 I5 5);
