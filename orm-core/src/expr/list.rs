use super::core::{EitherNull, Mixed, operand};
use super::{Expr, ExprIn, Mix, SameType};
use crate::query::{Subquery, SubqueryIn};
use crate::sql::{Op, Out, Pieces};
use crate::types::Hint;

/// `value IN (a, b, c)`
#[derive(Clone, Debug)]
pub struct InList<X, Y> {
    pub(super) value: X,
    pub(super) list: Vec<Y>,
    pub(super) negated: bool,
}

impl<X: Expr, Y: Expr> Expr for InList<X, Y> {
    type Base = bool;
    const LOOSE: bool = true;

    fn write(&self, out: &mut Pieces, _: Hint) {
        if self.list.is_empty() {
            out.op(if self.negated { Op::True } else { Op::False });
            return;
        }
        let like = self
            .list
            .iter()
            .fold(self.value.hint(), |like, item| like.or(item.hint()));
        operand(&self.value, out, like);
        out.text(if self.negated { " NOT IN (" } else { " IN (" });
        for (at, item) in self.list.iter().enumerate() {
            if at > 0 {
                out.text(", ");
            }
            operand(item, out, like);
        }
        out.text(")");
    }
}

impl<E, I, J, X, Y> ExprIn<E, (I, J)> for InList<X, Y>
where
    X: ExprIn<E, I>,
    Y: ExprIn<E, J>,
    X::Kind: Mix<Y::Kind>,
{
    type Null = EitherNull<X::Null, Y::Null>;
    type Kind = Mixed<X::Kind, Y::Kind>;
}

/// `value IN (SELECT ..)`
#[derive(Clone, Debug)]
pub struct InSubquery<X, Q> {
    pub(super) value: X,
    pub(super) query: Q,
    pub(super) negated: bool,
}

impl<X: Expr, Q: Subquery> Expr for InSubquery<X, Q> {
    type Base = bool;
    const LOOSE: bool = true;

    fn write(&self, out: &mut Pieces, _: Hint) {
        let like = self.value.hint().or(self.query.column_hint());
        operand(&self.value, out, like);
        out.text(if self.negated { " NOT IN (" } else { " IN (" });
        self.query.write_query(out, like);
        out.text(")");
    }
}

impl<E, I, J, X, Q, Base> ExprIn<E, (I, J)> for InSubquery<X, Q>
where
    X: ExprIn<E, I>,
    Q: SubqueryIn<E, J, Base = Base>,
    Base: SameType<X::Base>,
{
    type Null = EitherNull<X::Null, Q::Null>;
    type Kind = X::Kind;
}
