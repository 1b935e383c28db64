use super::core::{Mixed, operand};
use super::{Bound, Expr, ExprIn, Mix, Operand};
use crate::sql::{Op, Out, Pieces};
use crate::types::{Hint, NotNull, Scalar};

/// `value IS NULL`
#[derive(Clone, Copy, Debug)]
pub struct IsNull<X> {
    pub(super) value: X,
    pub(super) negated: bool,
}

impl<X: Expr> Expr for IsNull<X> {
    type Base = bool;
    const LOOSE: bool = true;

    fn write(&self, out: &mut Pieces, _: Hint) {
        operand(&self.value, out, self.value.hint());
        out.text(if self.negated {
            " IS NOT NULL"
        } else {
            " IS NULL"
        });
    }
}

impl<E, I, X: ExprIn<E, I>> ExprIn<E, I> for IsNull<X> {
    type Null = NotNull;
    type Kind = X::Kind;
}

/// Two expressions compared with NULL equal to NULL.
#[derive(Clone, Copy, Debug)]
pub struct Distinct<L, R> {
    pub(super) left: L,
    pub(super) right: R,
    pub(super) negated: bool,
}

impl<L: Expr, R: Expr> Expr for Distinct<L, R> {
    type Base = bool;
    const LOOSE: bool = true;

    fn write(&self, out: &mut Pieces, _: Hint) {
        let like = self.left.hint().or(self.right.hint());
        if self.negated {
            out.op(Op::DistinctOpen);
        }
        operand(&self.left, out, like);
        out.op(if self.negated {
            Op::Distinct
        } else {
            Op::NotDistinct
        });
        operand(&self.right, out, like);
        if self.negated {
            out.op(Op::DistinctClose);
        }
    }
}

impl<E, I, J, L, R> ExprIn<E, (I, J)> for Distinct<L, R>
where
    L: ExprIn<E, I>,
    R: ExprIn<E, J>,
    L::Kind: Mix<R::Kind>,
{
    type Null = NotNull;
    type Kind = Mixed<L::Kind, R::Kind>;
}

/// What may be compared where NULL equals NULL: an [`Operand`], or an `Option` of a value.
#[diagnostic::on_unimplemented(
    message = "a SQL value of type `{T}` cannot be compared with `{Self}`",
    label = "expected `{T}`, an `Option` of it, or an expression of that type"
)]
pub trait OptionalOperand<T> {
    /// The expression.
    type Expr: Expr;
    /// The expression.
    fn into_optional_expr(self) -> Self::Expr;
}

impl<T: Scalar> OptionalOperand<T> for Option<T> {
    type Expr = Bound<T>;

    fn into_optional_expr(self) -> Bound<T> {
        Bound::optional(self)
    }
}

impl OptionalOperand<String> for &str {
    type Expr = Bound<String>;

    fn into_optional_expr(self) -> Bound<String> {
        self.into_expr()
    }
}
