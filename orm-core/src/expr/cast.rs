use std::marker::PhantomData;

use super::{Expr, ExprIn};
use crate::sql::{Out, Piece, Pieces};
use crate::types::{Hint, Scalar, SqlType};

/// `CAST(value AS type)`
#[derive(Clone, Copy, Debug)]
pub struct Cast<X, T> {
    pub(super) value: X,
    pub(super) to: PhantomData<fn() -> T>,
}

/// A cast that means the same on every database.
#[diagnostic::on_unimplemented(
    message = "SQL does not cast `{Self}` to `{T}` the same way on every database",
    label = "no such cast",
    note = "numbers cast to wider numbers, to `f64` and to `String`; text casts to none, since what isn't a number is 0 on some databases and an error on others"
)]
pub trait CastTo<T>: Scalar {}

macro_rules! casts {
    ($($from:ty => $($to:ty),+);+ $(;)?) => { $($(impl CastTo<$to> for $from {})+)+ };
}

casts! {
    i8 => i16, i32, i64, f64, String;
    i16 => i32, i64, f64, String;
    i32 => i64, f64, String;
    i64 => f64, String;
    u8 => i16, i32, i64, u16, u32, u64, f64, String;
    u16 => i32, i64, u32, u64, f64, String;
    u32 => i64, u64, f64, String;
    u64 => f64, String;
    f32 => f64;
    bool => i64;
}

impl<X: Expr, T: Scalar> Expr for Cast<X, T> {
    type Base = T;

    fn write(&self, out: &mut Pieces, _: Hint) {
        out.text("CAST(");
        self.value.write(out, Hint::NONE);
        out.text(" AS ");
        // Truth values cast to `integer` only on some databases; it reads as an `i64`.
        out.push(Piece::CastType(match X::Base::SQL {
            SqlType::Bool => SqlType::I32,
            _ => T::SQL,
        }));
        out.text(")");
    }
}

impl<E, I, X: ExprIn<E, I>, T: Scalar> ExprIn<E, I> for Cast<X, T> {
    type Null = X::Null;
    type Kind = X::Kind;
}
