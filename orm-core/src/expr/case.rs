use super::core::{EitherNull, Mixed, mixed_operand};
use super::{Expr, ExprIn, Mix, Operand, Truth};
use crate::sql::{Out, Pieces};
use crate::types::{Hint, Nullable};

/// `CASE WHEN condition THEN value`, NULL where no condition holds.
#[derive(Clone, Copy, Debug)]
pub struct Case<C, X> {
    condition: C,
    value: X,
}

/// A [`Case`] with an ELSE, which may be another CASE.
#[derive(Clone, Copy, Debug)]
pub struct CaseElse<C, X, Y> {
    condition: C,
    value: X,
    other: Y,
}

/// `CASE WHEN condition THEN value`; go on with [`Case::otherwise`].
///
/// The value is an expression; a Rust value becomes one by [`value`](super::value).
pub fn case<C: Expr, X: Expr>(condition: C, value: X) -> Case<C, X>
where
    C::Base: Truth,
{
    Case { condition, value }
}

impl<C, X: Expr> Case<C, X> {
    /// `ELSE other`: a value, or an expression, of the same type; nest another [`case`] for more
    /// conditions.
    pub fn otherwise<Y: Operand<X::Base>>(self, other: Y) -> CaseElse<C, X, Y::Expr> {
        CaseElse {
            condition: self.condition,
            value: self.value,
            other: other.into_expr(),
        }
    }
}

fn branch<C: Expr, X: Expr>(condition: &C, value: &X, out: &mut Pieces, like: Hint) {
    out.text("CASE WHEN ");
    condition.write(out, Hint::NONE);
    out.text(" THEN ");
    mixed_operand(value, out, like);
}

impl<C: Expr, X: Expr> Expr for Case<C, X> {
    type Base = X::Base;

    fn write(&self, out: &mut Pieces, like: Hint) {
        branch(
            &self.condition,
            &self.value,
            out,
            self.value.hint().or(like),
        );
        out.text(" END");
    }

    fn hint(&self) -> Hint {
        self.value.hint()
    }
}

impl<C: Expr, X: Expr, Y: Expr> Expr for CaseElse<C, X, Y> {
    type Base = X::Base;

    fn write(&self, out: &mut Pieces, like: Hint) {
        let like = self.hint().or(like);
        branch(&self.condition, &self.value, out, like);
        out.text(" ELSE ");
        mixed_operand(&self.other, out, like);
        out.text(" END");
    }

    fn hint(&self) -> Hint {
        self.value.hint().or(self.other.hint())
    }
}

impl<E, I, J, C, X> ExprIn<E, (I, J)> for Case<C, X>
where
    C: ExprIn<E, I>,
    X: ExprIn<E, J>,
    C::Kind: Mix<X::Kind>,
{
    type Null = Nullable;
    type Kind = Mixed<C::Kind, X::Kind>;
}

impl<E, I, J, M, C, X, Y> ExprIn<E, (I, J, M)> for CaseElse<C, X, Y>
where
    C: ExprIn<E, I>,
    X: ExprIn<E, J>,
    Y: ExprIn<E, M>,
    C::Kind: Mix<X::Kind>,
    Mixed<C::Kind, X::Kind>: Mix<Y::Kind>,
{
    type Null = EitherNull<X::Null, Y::Null>;
    type Kind = Mixed<Mixed<C::Kind, X::Kind>, Y::Kind>;
}
