use super::core::{EitherNull, Mixed, operand};
use super::{Expr, ExprIn, Mix};
use crate::sql::{Out, Pieces};
use crate::types::Hint;

#[derive(Clone, Copy, Debug)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Comparison {
    const fn sql(self) -> &'static str {
        match self {
            Self::Equal => " = ",
            Self::NotEqual => " <> ",
            Self::Less => " < ",
            Self::LessOrEqual => " <= ",
            Self::Greater => " > ",
            Self::GreaterOrEqual => " >= ",
        }
    }
}

/// Two expressions with a comparison sign between them.
#[derive(Clone, Copy, Debug)]
pub struct Compare<L, R> {
    left: L,
    sign: Comparison,
    right: R,
}

pub(super) fn comparison<L, R>(left: L, sign: Comparison, right: R) -> Compare<L, R> {
    Compare { left, sign, right }
}

impl<L: Expr, R: Expr> Expr for Compare<L, R> {
    type Base = bool;
    const LOOSE: bool = true;

    #[inline]
    fn write(&self, out: &mut Pieces, _: Hint) {
        let like = self.left.hint().or(self.right.hint());
        operand(&self.left, out, like);
        out.text(self.sign.sql());
        operand(&self.right, out, like);
    }
}

impl<E, I, J, L, R> ExprIn<E, (I, J)> for Compare<L, R>
where
    L: ExprIn<E, I>,
    R: ExprIn<E, J>,
    L::Kind: Mix<R::Kind>,
{
    type Null = EitherNull<L::Null, R::Null>;
    type Kind = Mixed<L::Kind, R::Kind>;
}

/// `value BETWEEN low AND high`
#[derive(Clone, Copy, Debug)]
pub struct Between<X, L, H> {
    pub(super) value: X,
    pub(super) low: L,
    pub(super) high: H,
    pub(super) negated: bool,
}

impl<X: Expr, L: Expr, H: Expr> Expr for Between<X, L, H> {
    type Base = bool;
    const LOOSE: bool = true;

    fn write(&self, out: &mut Pieces, _: Hint) {
        let like = self.value.hint().or(self.low.hint()).or(self.high.hint());
        operand(&self.value, out, like);
        out.text(if self.negated {
            " NOT BETWEEN "
        } else {
            " BETWEEN "
        });
        operand(&self.low, out, like);
        out.text(" AND ");
        operand(&self.high, out, like);
    }
}

impl<E, I, J, M, X, L, H> ExprIn<E, (I, J, M)> for Between<X, L, H>
where
    X: ExprIn<E, I>,
    L: ExprIn<E, J>,
    H: ExprIn<E, M>,
    X::Kind: Mix<L::Kind>,
    Mixed<X::Kind, L::Kind>: Mix<H::Kind>,
{
    type Null = EitherNull<EitherNull<X::Null, L::Null>, H::Null>;
    type Kind = Mixed<Mixed<X::Kind, L::Kind>, H::Kind>;
}
