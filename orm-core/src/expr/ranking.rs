use std::marker::PhantomData;

use super::core::{EitherNull, operand};
use super::window::{Argument, WindowFunction, WindowFunctionIn};
use super::{Env, Expr, ExprIn, Operand};
use crate::driver::HasOffsetDefault;
use crate::query::Each;
use crate::sql::{Out, Piece, Pieces};
use crate::types::{Hint, NotNull, Nullable, Nullness, Scalar};

/// Where a row stands in its window: `row_number()`, `rank()` and their like. A value only with
/// `.over(window)`.
#[derive(Clone, Debug)]
pub struct Ranking<T> {
    call: &'static str,
    buckets: Option<u32>,
    result: PhantomData<fn() -> T>,
}

/// LAG or LEAD: a value of another row, NULL where there is none. Needs `.over(window)`.
#[derive(Clone, Copy, Debug)]
pub struct Offset<X> {
    call: &'static str,
    value: X,
    rows: u64,
}

/// LAG or LEAD with a value for rows that have no other. Needs `.over(window)`.
#[derive(Clone, Copy, Debug)]
pub struct OffsetOr<X, D> {
    offset: Offset<X>,
    default: D,
}

/// FIRST_VALUE or LAST_VALUE. Needs `.over(window)`.
#[derive(Clone, Copy, Debug)]
pub struct EndValue<X> {
    call: &'static str,
    value: X,
}

/// NTH_VALUE. Needs `.over(window)`.
#[derive(Clone, Copy, Debug)]
pub struct NthValue<X> {
    value: X,
    nth: u64,
}

fn ranking<T>(call: &'static str) -> Ranking<T> {
    Ranking {
        call,
        buckets: None,
        result: PhantomData,
    }
}

/// `ROW_NUMBER()`: the number of the row in its partition, from 1.
pub fn row_number() -> Ranking<i64> {
    ranking("ROW_NUMBER()")
}

/// `RANK()`: one more than the number of rows before it; equal rows have one rank, and the next one
/// has a gap.
pub fn rank() -> Ranking<i64> {
    ranking("RANK()")
}

/// `DENSE_RANK()`: equal rows have one rank, and the next one has no gap.
pub fn dense_rank() -> Ranking<i64> {
    ranking("DENSE_RANK()")
}

/// `PERCENT_RANK()`: the rank from 0 to 1.
pub fn percent_rank() -> Ranking<f64> {
    ranking("PERCENT_RANK()")
}

/// `CUME_DIST()`: the part of the rows that stand before it or are equal to it, up to 1.
pub fn cume_dist() -> Ranking<f64> {
    ranking("CUME_DIST()")
}

/// `NTILE(buckets)`: the number of the row's bucket, from 1, when the rows are spread evenly. The
/// database refuses 0 buckets.
pub fn ntile(buckets: u32) -> Ranking<i64> {
    Ranking {
        buckets: Some(buckets),
        ..ranking("NTILE(")
    }
}

/// `LAG(value)`: the value of the row before this one, `None` where there is none.
pub fn lag<X: Expr>(value: X) -> Offset<X> {
    Offset {
        call: "LAG(",
        value,
        rows: 1,
    }
}

/// `LEAD(value)`: the value of the row behind this one, `None` where there is none.
pub fn lead<X: Expr>(value: X) -> Offset<X> {
    Offset {
        call: "LEAD(",
        value,
        rows: 1,
    }
}

/// `FIRST_VALUE(value)`: the value of the frame's first row.
pub fn first_value<X: Expr>(value: X) -> EndValue<X> {
    EndValue {
        call: "FIRST_VALUE(",
        value,
    }
}

/// `LAST_VALUE(value)`: the value of the frame's last row. Without a frame the window ends with the
/// rows equal to this one in the order: give it one that ends with `unbounded_following()`.
pub fn last_value<X: Expr>(value: X) -> EndValue<X> {
    EndValue {
        call: "LAST_VALUE(",
        value,
    }
}

/// `NTH_VALUE(value, nth)`: the value of the frame's nth row, counted from 1; `None` when it has
/// fewer.
pub fn nth_value<X: Expr>(value: X, nth: u64) -> NthValue<X> {
    NthValue { value, nth }
}

impl<X: Expr> Offset<X> {
    /// So many rows away, instead of one.
    pub fn rows(self, rows: u64) -> Self {
        Self { rows, ..self }
    }

    /// A value, or an expression, for rows that have no other: `LAG(value, rows, default)`.
    ///
    /// Compiles for Postgres, SQLite and MySQL 8.
    pub fn or<D: Operand<X::Base>>(self, default: D) -> OffsetOr<X, D::Expr> {
        OffsetOr {
            offset: self,
            default: default.into_expr(),
        }
    }
}

fn integer(value: u64, out: &mut Pieces) {
    out.push(Piece::Integer(i64::try_from(value).unwrap_or(i64::MAX)));
}

/// A function for windows stands without one.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` needs a window",
    label = "stands in a row's place among others",
    note = "say which ones: `.over(window().order_by(..))`"
)]
pub trait WithoutWindow {}

macro_rules! window_function {
    ($([$($generics:tt)*] $ty:ty => $base:ty, |$this:ident, $out:ident| $write:block $(, hint $hint:ident)?;)+) => {$(
        impl<$($generics)*> WindowFunction for $ty {
            fn write_over(&self, $out: &mut Pieces, suffix: &dyn Fn(&mut Pieces)) {
                let $this = self;
                $write
                suffix($out);
            }
        }

        impl<$($generics)*> Expr for $ty {
            type Base = $base;

            fn write(&self, out: &mut Pieces, _: Hint) {
                self.write_over(out, &|_| {});
            }

            $(
                fn hint(&self) -> Hint {
                    self.$hint()
                }
            )?
        }

        impl<__B, __A, __K, __F, __G, $($generics)*> ExprIn<Env<__B, __A, __K, __F, __G>, ()> for $ty
        where
            Self: WithoutWindow,
        {
            type Null = Nullable;
            type Kind = super::PerRow;
        }
    )+};
}

window_function! {
    [T: Scalar] Ranking<T> => T, |this, out| {
        out.text(this.call);
        if let Some(buckets) = this.buckets {
            integer(buckets.into(), out);
            out.text(")");
        }
    };
    [X: Expr] Offset<X> => X::Base, |this, out| {
        this.open(out);
        out.text(")");
    }, hint value_hint;
    [X: Expr, D: Expr] OffsetOr<X, D> => X::Base, |this, out| {
        this.offset.open(out);
        if this.offset.rows == 1 {
            out.text(", 1");
        }
        out.text(", ");
        operand(&this.default, out, this.offset.value.hint());
        out.text(")");
    }, hint value_hint;
    [X: Expr] EndValue<X> => X::Base, |this, out| {
        out.text(this.call);
        this.value.write(out, Hint::NONE);
        out.text(")");
    }, hint value_hint;
    [X: Expr] NthValue<X> => X::Base, |this, out| {
        out.text("NTH_VALUE(");
        this.value.write(out, Hint::NONE);
        out.text(", ");
        integer(this.nth, out);
        out.text(")");
    }, hint value_hint;
}

impl<X: Expr> Offset<X> {
    fn open(&self, out: &mut Pieces) {
        out.text(self.call);
        self.value.write(out, Hint::NONE);
        if self.rows != 1 {
            out.text(", ");
            integer(self.rows, out);
        }
    }

    fn value_hint(&self) -> Hint {
        self.value.hint()
    }
}

impl<X: Expr, D: Expr> OffsetOr<X, D> {
    fn value_hint(&self) -> Hint {
        self.offset.value.hint()
    }
}

impl<X: Expr> EndValue<X> {
    fn value_hint(&self) -> Hint {
        self.value.hint()
    }
}

impl<X: Expr> NthValue<X> {
    fn value_hint(&self) -> Hint {
        self.value.hint()
    }
}

impl<E, T: Scalar> WindowFunctionIn<E, ()> for Ranking<T> {
    type Null<Empty: Nullness> = NotNull;
}

impl<B, A, K, F, G: Each, I, X> WindowFunctionIn<Env<B, A, K, F, G>, I> for Offset<X>
where
    X: Argument<Env<B, A, K, F, G>, I, G::Kind>,
{
    type Null<Empty: Nullness> = Nullable;
}

impl<B, A, K, F, G: Each, I, J, X, D> WindowFunctionIn<Env<B, A, K, F, G>, (I, J)>
    for OffsetOr<X, D>
where
    B: HasOffsetDefault,
    X: Argument<Env<B, A, K, F, G>, I, G::Kind>,
    D: Argument<Env<B, A, K, F, G>, J, G::Kind>,
{
    type Null<Empty: Nullness> = EitherNull<
        <X as ExprIn<Env<B, A, K, F, G>, I>>::Null,
        <D as ExprIn<Env<B, A, K, F, G>, J>>::Null,
    >;
}

impl<B, A, K, F, G: Each, I, X> WindowFunctionIn<Env<B, A, K, F, G>, I> for EndValue<X>
where
    X: Argument<Env<B, A, K, F, G>, I, G::Kind>,
{
    type Null<Empty: Nullness> = EitherNull<<X as ExprIn<Env<B, A, K, F, G>, I>>::Null, Empty>;
}

impl<B, A, K, F, G: Each, I, X> WindowFunctionIn<Env<B, A, K, F, G>, I> for NthValue<X>
where
    X: Argument<Env<B, A, K, F, G>, I, G::Kind>,
{
    type Null<Empty: Nullness> = Nullable;
}
