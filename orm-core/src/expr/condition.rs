use std::marker::PhantomData;

use super::core::operand;
use super::{Env, Expr, ExprIn, PerRow, RowCondition};
use crate::query::{Has, Inner, Join, Nil, NoGroup, Source, TableRef};
use crate::scope::Unscoped;
use crate::sql::{Op, Out, Pieces};
use crate::types::{Hint, Nullable};

/// A condition over one source `S`, without the type of its expression: it can be returned from
/// functions, stored, and collected into a list.
///
/// Made by [`TableRef::condition`], [`any_of`] and [`all_of`]. It holds no subquery over tenant
/// tables; those are written into `.filter(..)` directly.
pub struct Condition<S> {
    pieces: Pieces,
    source: PhantomData<fn() -> S>,
}

impl<S> Clone for Condition<S> {
    fn clone(&self) -> Self {
        Self {
            pieces: self.pieces.clone(),
            source: PhantomData,
        }
    }
}

impl<S> std::fmt::Debug for Condition<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Condition").field(&self.pieces).finish()
    }
}

/// The environment of a condition over one source.
pub type ConditionEnv<S> = Env<(), Unscoped, <S as Source>::Keyspace, Join<S, Inner, Nil>, NoGroup>;

impl<S> Condition<S> {
    /// Over columns of `S` alone, which the caller knows.
    pub(crate) fn of<X: Expr>(condition: &X) -> Self {
        let mut pieces = Pieces::default();
        operand(condition, &mut pieces, Hint::NONE);
        Self {
            pieces,
            source: PhantomData,
        }
    }

    pub(crate) fn into_pieces(self) -> Pieces {
        self.pieces
    }
}

impl<S: Source> TableRef<S> {
    /// A condition over this table that can be passed around.
    pub fn condition<X, I>(self, condition: X) -> Condition<S>
    where
        X: RowCondition<ConditionEnv<S>, I>,
    {
        Condition::of(&condition)
    }
}

/// Holds when one of the conditions holds. Of none: false.
pub fn any_of<S>(conditions: impl IntoIterator<Item = Condition<S>>) -> Condition<S> {
    joined(conditions, " OR ", Op::False)
}

/// Holds when all of the conditions hold. Of none: true.
pub fn all_of<S>(conditions: impl IntoIterator<Item = Condition<S>>) -> Condition<S> {
    joined(conditions, " AND ", Op::True)
}

fn joined<S>(
    conditions: impl IntoIterator<Item = Condition<S>>,
    word: &'static str,
    empty: Op,
) -> Condition<S> {
    let mut pieces = Pieces::default();
    for condition in conditions {
        pieces.text(if pieces.list.is_empty() { "(" } else { word });
        pieces.append(condition.pieces);
    }
    if pieces.list.is_empty() {
        pieces.op(empty);
    } else {
        pieces.text(")");
    }
    Condition {
        pieces,
        source: PhantomData,
    }
}

impl<S: Source> Expr for Condition<S> {
    type Base = bool;

    fn write(&self, out: &mut Pieces, _: Hint) {
        out.append(self.pieces.clone());
    }
}

impl<B, A, K, F, G, S, At> ExprIn<Env<B, A, K, F, G>, At> for Condition<S>
where
    S: Source,
    F: Has<S, At>,
{
    type Null = Nullable;
    type Kind = PerRow;
}
