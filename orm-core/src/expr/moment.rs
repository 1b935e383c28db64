use chrono::{DateTime, NaiveDateTime, Utc};

use super::core::{EitherNull, Mixed, operand};
use super::{Env, Expr, ExprIn, Mix, Operand};
use crate::driver::HasIntervals;
use crate::sql::{Out, Pieces};
use crate::types::{Hint, Interval, Scalar};

/// A type of moments, with its operators. Import it with the prelude. Compiles for Postgres.
///
/// Months and days are those of the calendar in UTC.
///
/// ```
/// use orm_core::expr::{Moment, now};
/// use orm_core::types::Interval;
/// // (statement_timestamp() + $1)
/// let _in_a_month = now().plus(Interval::months(1));
/// ```
pub trait Moment: Expr + Sized {
    /// The moment so much later: `(self + span)`.
    fn plus<X: Operand<Interval>>(self, span: X) -> Shifted<Self, X::Expr>
    where
        Self::Base: Shift,
    {
        shifted(self, " + ", span.into_expr())
    }

    /// The moment so much earlier: `(self - span)`.
    fn minus<X: Operand<Interval>>(self, span: X) -> Shifted<Self, X::Expr>
    where
        Self::Base: Shift,
    {
        shifted(self, " - ", span.into_expr())
    }

    /// What has passed since the other moment, in days and microseconds: `(self - other)`.
    fn since<X: Operand<Self::Base>>(self, other: X) -> Elapsed<Self, X::Expr>
    where
        Self::Base: Shift,
    {
        Elapsed {
            left: self,
            right: other.into_expr(),
        }
    }
}

impl<X: Expr> Moment for X {}

/// A moment to which a span can be added.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a moment",
    label = "a span of time is added to a `DateTime<Utc>` or a `NaiveDateTime`",
    note = "numbers are added with `.add(..)`"
)]
pub trait Shift: Scalar {}
#[diagnostic::do_not_recommend]
impl Shift for DateTime<Utc> {}
#[diagnostic::do_not_recommend]
impl Shift for NaiveDateTime {}

fn shifted<L, R>(moment: L, sign: &'static str, span: R) -> Shifted<L, R> {
    Shifted { moment, sign, span }
}

/// A moment and a span, in parentheses.
#[derive(Clone, Copy, Debug)]
pub struct Shifted<L, R> {
    moment: L,
    sign: &'static str,
    span: R,
}

impl<L: Expr, R: Expr> Expr for Shifted<L, R> {
    type Base = L::Base;

    fn write(&self, out: &mut Pieces, like: Hint) {
        out.text("(");
        operand(&self.moment, out, self.moment.hint().or(like));
        out.text(self.sign);
        operand(&self.span, out, Hint::NONE);
        out.text(")");
    }

    fn hint(&self) -> Hint {
        Hint {
            digits: None,
            ..self.moment.hint()
        }
    }
}

/// The span between two moments, in parentheses.
#[derive(Clone, Copy, Debug)]
pub struct Elapsed<L, R> {
    left: L,
    right: R,
}

impl<L: Expr, R: Expr> Expr for Elapsed<L, R> {
    type Base = Interval;

    fn write(&self, out: &mut Pieces, _: Hint) {
        let like = self.left.hint().or(self.right.hint());
        out.text("(");
        operand(&self.left, out, like);
        out.text(" - ");
        operand(&self.right, out, like);
        out.text(")");
    }
}

macro_rules! in_environment {
    ($($ty:ident),+) => {$(
        impl<B, A, K, F, G, I, J, L, R> ExprIn<Env<B, A, K, F, G>, (I, J)> for $ty<L, R>
        where
            B: HasIntervals,
            L: ExprIn<Env<B, A, K, F, G>, I>,
            R: ExprIn<Env<B, A, K, F, G>, J>,
            L::Kind: Mix<R::Kind>,
        {
            type Null = EitherNull<L::Null, R::Null>;
            type Kind = Mixed<L::Kind, R::Kind>;
        }
    )+};
}

in_environment!(Shifted, Elapsed);
