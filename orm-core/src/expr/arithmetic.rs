use super::core::{EitherNull, Mixed, operand};
use super::{Expr, ExprIn, Mix};
use crate::sql::{Op, Out, Pieces};
use crate::types::{Hint, TextLike};

#[derive(Clone, Copy, Debug)]
pub(super) enum Sign {
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// Two numbers with a sign between them, in parentheses.
#[derive(Clone, Copy, Debug)]
pub struct Arithmetic<L, R> {
    left: L,
    sign: Sign,
    right: R,
}

/// A number type whose products and quotients are of that type on every backend.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not multiplied or divided in SQL",
    label = "products and quotients of this type differ between databases",
    note = "fetch both values and calculate in Rust"
)]
pub trait Multiplied {}

macro_rules! multiplied {
    ($($ty:ty),+) => { $(impl Multiplied for $ty {})+ };
}
multiplied!(i8, i16, i32, i64, u8, u16, u32, u64, f32, f64);

pub(super) fn binary<L, R>(left: L, sign: Sign, right: R) -> Arithmetic<L, R> {
    Arithmetic { left, sign, right }
}

impl<L: Expr, R: Expr> Expr for Arithmetic<L, R> {
    type Base = L::Base;

    fn write(&self, out: &mut Pieces, like: Hint) {
        let like = self.left.hint().or(self.right.hint()).or(like);
        out.text("(");
        operand(&self.left, out, like);
        match self.sign {
            Sign::Add => out.text(" + "),
            Sign::Subtract => out.text(" - "),
            Sign::Multiply => out.text(" * "),
            Sign::Divide if whole::<L::Base>() => out.op(Op::DivideBetween),
            Sign::Divide => out.text(" / "),
        }
        operand(&self.right, out, like);
        out.text(")");
    }

    fn hint(&self) -> Hint {
        self.left.hint().or(self.right.hint())
    }
}

fn whole<T: crate::types::Scalar>() -> bool {
    use crate::types::SqlType;
    !matches!(T::SQL, SqlType::F32 | SqlType::F64 | SqlType::Decimal)
}

impl<E, I, J, L, R> ExprIn<E, (I, J)> for Arithmetic<L, R>
where
    L: ExprIn<E, I>,
    R: ExprIn<E, J>,
    L::Kind: Mix<R::Kind>,
{
    type Null = EitherNull<L::Null, R::Null>;
    type Kind = Mixed<L::Kind, R::Kind>;
}

/// Two texts, one after the other.
#[derive(Clone, Copy, Debug)]
pub struct Concat<L, R> {
    pub(super) left: L,
    pub(super) right: R,
}

impl<L: Expr, R: Expr> Expr for Concat<L, R>
where
    L::Base: TextLike,
{
    type Base = String;

    fn write(&self, out: &mut Pieces, _: Hint) {
        out.op(Op::ConcatOpen);
        operand(&self.left, out, Hint::NONE);
        out.op(Op::ConcatBetween);
        operand(&self.right, out, Hint::NONE);
        out.op(Op::ConcatClose);
    }
}

impl<E, I, J, L, R> ExprIn<E, (I, J)> for Concat<L, R>
where
    L: ExprIn<E, I>,
    R: ExprIn<E, J>,
    L::Base: TextLike,
    L::Kind: Mix<R::Kind>,
{
    type Null = EitherNull<L::Null, R::Null>;
    type Kind = Mixed<L::Kind, R::Kind>;
}
