use super::{Constant, Env, Expr, ExprIn, Operand};
use crate::sql::{Op, Pieces};
use crate::types::{Arg, Hint, NotNull, Scalar, SqlType};

/// A Rust value that is sent as a bind parameter.
#[derive(Clone, Copy, Debug)]
pub struct Bound<T>(Option<T>);

impl<T> Bound<T> {
    /// A value.
    pub fn new(value: T) -> Self {
        Self(Some(value))
    }

    /// A value, or NULL.
    pub(crate) fn optional(value: Option<T>) -> Self {
        Self(value)
    }
}

/// A Rust value as an expression: `value(1)` is `?`.
pub fn value<T: Scalar + Operand<T>>(value: T) -> T::Expr {
    value.into_expr()
}

impl<T: Scalar> Expr for Bound<T> {
    type Base = T;

    #[inline]
    fn write(&self, out: &mut Pieces, like: Hint) {
        let arg = match &self.0 {
            Some(value) => value.encode(like),
            None => Ok(Arg::Null(T::SQL)),
        };
        if T::SQL == SqlType::Json {
            out.around(Op::JsonValue, 0, |out| out.arg(arg), &|_| {});
        } else {
            out.arg(arg);
        }
    }
}

impl<B, A, K, F, G, T: Scalar> ExprIn<Env<B, A, K, F, G>, ()> for Bound<T> {
    type Null = NotNull;
    type Kind = Constant;
}
