use std::marker::PhantomData;

use super::Source;
use crate::driver::HasGroupingSets;
use crate::expr::{Column, Env, Expr, ExprIn, PerGroup, PerRow, RowKind};
use crate::sql::{Out, Piece, Pieces};
use crate::types::{Hint, NotNull, Nullable, Nullness, Value};

/// The query has no GROUP BY.
pub struct NoGroup;

/// The query is grouped by a list of keys.
pub struct By<Keys>(PhantomData<fn() -> Keys>);

/// The query is grouped by several of the keys at a time: where a row is the total over a key, that
/// key is NULL.
pub struct BySets<Keys>(PhantomData<fn() -> Keys>);

/// The query has no GROUP BY, so that a whole row can be selected.
#[diagnostic::on_unimplemented(
    message = "a whole row cannot be selected from a grouped query",
    label = "has many rows per group",
    note = "select the columns that are grouped by, and aggregates of others"
)]
pub trait Ungrouped {}
impl Ungrouped for NoGroup {}

/// Whether the query has one result row per row or per group.
pub trait Each {
    /// [`PerRow`] without GROUP BY, [`PerGroup`] with it.
    type Kind;
}
impl Each for NoGroup {
    type Kind = PerRow;
}
impl<Keys> Each for By<Keys> {
    type Kind = PerGroup;
}
impl<Keys> Each for BySets<Keys> {
    type Kind = PerGroup;
}

/// What kind of expression a column is under this grouping.
#[diagnostic::on_unimplemented(
    message = "a column is neither grouped by nor aggregated",
    label = "has many values per group",
    note = "add it to `.group_by(..)`, or aggregate it with `min`, `max`, `count` or `sum`"
)]
pub trait Grouping<C, Key> {
    /// [`PerRow`] without GROUP BY, [`PerGroup`] for a key.
    type Kind;
    /// Whether the grouping makes a NULL of it.
    type Null: Nullness;
}

#[diagnostic::do_not_recommend]
impl<C> Grouping<C, ()> for NoGroup {
    type Kind = PerRow;
    type Null = NotNull;
}

#[diagnostic::do_not_recommend]
impl<C, Keys: HasKey<C, At>, At> Grouping<C, At> for By<Keys> {
    type Kind = PerGroup;
    type Null = NotNull;
}

#[diagnostic::do_not_recommend]
impl<C, Keys: HasKey<C, At>, At> Grouping<C, At> for BySets<Keys> {
    type Kind = PerGroup;
    type Null = Nullable;
}

/// The key is the first of the list.
pub struct First;
/// The key stands behind the first.
pub struct Behind<At>(PhantomData<fn() -> At>);

/// `C` is among the keys `Self`.
#[diagnostic::on_unimplemented(
    message = "a column is neither grouped by nor aggregated",
    label = "has many values per group",
    note = "add it to `.group_by(..)`, or aggregate it with `min`, `max`, `count` or `sum`"
)]
pub trait HasKey<C, At> {}
#[diagnostic::do_not_recommend]
impl<C, Rest> HasKey<C, First> for (C, Rest) {}
#[diagnostic::do_not_recommend]
impl<C, D, Rest: HasKey<C, At>, At> HasKey<C, Behind<At>> for (D, Rest) {}

/// An expression to group by, which the select list may repeat: bind it to a variable and use it
/// in both places.
#[derive(Clone, Copy, Debug)]
pub struct GroupKey<X>(X);

/// Makes an expression usable as a GROUP BY key.
pub fn group_key<X: Expr>(expression: X) -> GroupKey<X> {
    GroupKey(expression)
}

impl<X: Expr> GroupKey<X> {
    fn record(&self, grouping: bool, out: &mut Pieces, like: Hint) {
        let inner = out.boxed(|out| self.0.write(out, like));
        if inner.iter().any(Piece::has_bind_values) {
            out.push(Piece::GroupKey { grouping, inner });
        } else {
            inner.into_iter().for_each(|piece| out.push(piece));
        }
    }
}

impl<X: Expr> Expr for GroupKey<X> {
    type Base = X::Base;
    const LOOSE: bool = X::LOOSE;

    fn write(&self, out: &mut Pieces, like: Hint) {
        self.record(false, out, like);
    }

    fn hint(&self) -> Hint {
        self.0.hint()
    }
}

impl<B, A, K, F, Keys, X, I, At> ExprIn<Env<B, A, K, F, By<Keys>>, (I, At)> for GroupKey<X>
where
    X: ExprIn<Env<B, A, K, F, NoGroup>, I>,
    Keys: HasKey<GroupKey<X>, At>,
{
    type Null = X::Null;
    type Kind = PerGroup;
}

// MySQL takes an expression with bind values for another one than the key, so that a total would
// have some row's value.
impl<B, A, K, F, Keys, X, I, At> ExprIn<Env<B, A, K, F, BySets<Keys>>, (I, At)> for GroupKey<X>
where
    B: HasGroupingSets,
    X: ExprIn<Env<B, A, K, F, NoGroup>, I>,
    Keys: HasKey<GroupKey<X>, At>,
{
    type Null = Nullable;
    type Kind = PerGroup;
}

/// One key of GROUP BY.
#[diagnostic::on_unimplemented(
    message = "this cannot be grouped by",
    label = "expected a column of this query's FROM, or `group_key(expression)`"
)]
pub trait KeyIn<E, I>: Expr {
    /// Records the key in GROUP BY.
    fn write_key(&self, out: &mut Pieces) {
        self.write(out, Hint::NONE);
    }
}

impl<E, I, S: Source, V: Value, const N: usize, R: 'static> KeyIn<E, I> for Column<S, V, N, R> where
    Self: ExprIn<E, I>
{
}
impl<E, I, X: ExprIn<E, I>> KeyIn<E, I> for GroupKey<X>
where
    X::Kind: RowKind,
{
    fn write_key(&self, out: &mut Pieces) {
        self.record(true, out, Hint::NONE);
    }
}

/// What `.group_by(..)` takes in environment `E`: a column, [`group_key`] of an expression, or a
/// tuple of these.
#[diagnostic::on_unimplemented(
    message = "this cannot be grouped by",
    label = "expected a column of this query's FROM, `group_key(expression)`, or a tuple of these"
)]
pub trait GroupKeys<E, I> {
    /// The keys as a list.
    type List;
    /// Records the keys, divided by commas.
    fn write_keys(&self, out: &mut Pieces);
    /// Records the key at this place, counted from 0.
    #[doc(hidden)]
    fn write_nth(&self, nth: usize, out: &mut Pieces);
}

impl<E, I, S: Source, V: Value, const N: usize, R: 'static> GroupKeys<E, I> for Column<S, V, N, R>
where
    Self: KeyIn<E, I>,
{
    type List = (Self, ());

    fn write_keys(&self, out: &mut Pieces) {
        self.write_key(out);
    }

    fn write_nth(&self, _: usize, out: &mut Pieces) {
        self.write_key(out);
    }
}

impl<E, I, X: Expr> GroupKeys<E, I> for GroupKey<X>
where
    Self: KeyIn<E, I>,
{
    type List = (Self, ());

    fn write_keys(&self, out: &mut Pieces) {
        self.write_key(out);
    }

    fn write_nth(&self, _: usize, out: &mut Pieces) {
        self.write_key(out);
    }
}

macro_rules! key_tuple {
    ($($t:ident $i:ident $n:tt),+ => $list:ty) => {
                impl<Env, $($t, $i),+> GroupKeys<Env, ($($i,)+)> for ($($t,)+)
        where
            $($t: KeyIn<Env, $i>,)+
        {
            type List = $list;

            fn write_nth(&self, nth: usize, out: &mut Pieces) {
                match nth {
                    $($n => self.$n.write_key(out),)+
                    _ => {}
                }
            }

            fn write_keys(&self, out: &mut Pieces) {
                $(
                    if $n > 0 { out.text(", "); }
                    self.$n.write_key(out);
                )+
            }
        }
    };
}

key_tuple!(T0 I0 0 => (T0, ()));
key_tuple!(T0 I0 0, T1 I1 1 => (T0, (T1, ())));
key_tuple!(T0 I0 0, T1 I1 1, T2 I2 2 => (T0, (T1, (T2, ()))));
key_tuple!(T0 I0 0, T1 I1 1, T2 I2 2, T3 I3 3 => (T0, (T1, (T2, (T3, ())))));
key_tuple!(T0 I0 0, T1 I1 1, T2 I2 2, T3 I3 3, T4 I4 4 => (T0, (T1, (T2, (T3, (T4, ()))))));
key_tuple!(T0 I0 0, T1 I1 1, T2 I2 2, T3 I3 3, T4 I4 4, T5 I5 5 => (T0, (T1, (T2, (T3, (T4, (T5, ())))))));
