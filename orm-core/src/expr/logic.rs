use super::core::{EitherNull, Mixed, operand};
use super::{Expr, ExprIn, Mix, Truth};
use crate::sql::{Out, Pieces};
use crate::types::Hint;

/// Two conditions joined by AND or OR, in parentheses; or the first alone.
#[derive(Clone, Copy, Debug)]
pub struct Logic<L, R> {
    pub(super) left: L,
    pub(super) right: Option<R>,
    pub(super) word: &'static str,
}

impl<L: Expr, R: Expr> Expr for Logic<L, R> {
    type Base = bool;

    fn write(&self, out: &mut Pieces, _: Hint) {
        let Some(right) = &self.right else {
            return operand(&self.left, out, Hint::NONE);
        };
        out.text("(");
        operand(&self.left, out, Hint::NONE);
        out.text(self.word);
        operand(right, out, Hint::NONE);
        out.text(")");
    }
}

impl<E, I, J, L, R> ExprIn<E, (I, J)> for Logic<L, R>
where
    L: ExprIn<E, I>,
    R: ExprIn<E, J>,
    L::Kind: Mix<R::Kind>,
{
    type Null = EitherNull<L::Null, R::Null>;
    type Kind = Mixed<L::Kind, R::Kind>;
}

/// A negated condition.
#[derive(Clone, Copy, Debug)]
pub struct Not<X>(X);

/// `NOT condition`
pub fn not<X: Expr>(condition: X) -> Not<X>
where
    X::Base: Truth,
{
    Not(condition)
}

impl<X: Expr> Expr for Not<X> {
    type Base = bool;
    const LOOSE: bool = true;

    fn write(&self, out: &mut Pieces, _: Hint) {
        out.text("NOT ");
        operand(&self.0, out, Hint::NONE);
    }
}

impl<E, I, X: ExprIn<E, I>> ExprIn<E, I> for Not<X> {
    type Null = X::Null;
    type Kind = X::Kind;
}
