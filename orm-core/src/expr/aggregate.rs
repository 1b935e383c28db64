use std::marker::PhantomData;

use super::{Env, Expr, ExprIn, PerGroup, RowKind};
use crate::query::NoGroup;
use crate::sql::{Op, Out, Pieces};
use crate::types::{Average, Hint, NotNull, Nullable, Scalar, SqlType, Storage, Summed};

/// Digits after the point of a decimal, where no column says how many.
const MOST_DIGITS: u8 = 28;

/// COUNT of an expression's values that are not NULL.
#[derive(Clone, Copy, Debug)]
pub struct Count<X, D = Every> {
    value: X,
    distinct: PhantomData<fn() -> D>,
}

/// `COUNT(*)`
#[derive(Clone, Copy, Debug)]
pub struct CountAll;

/// SUM, AVG, MIN or MAX: NULL when there is no row.
#[derive(Clone, Copy, Debug)]
pub struct Aggregate<X, T, D = Every> {
    value: X,
    function: Name,
    result: PhantomData<fn() -> (T, D)>,
}

/// An aggregate takes every value.
#[derive(Clone, Copy, Debug)]
pub struct Every;
/// An aggregate takes each value once.
#[derive(Clone, Copy, Debug)]
pub struct Once;

/// Whether an aggregate takes equal values once: [`Every`] or [`Once`].
pub trait Distinction: 'static {
    #[doc(hidden)]
    const DISTINCT: bool;
}
impl Distinction for Every {
    const DISTINCT: bool = false;
}
impl Distinction for Once {
    const DISTINCT: bool = true;
}

/// An aggregate, whose rows a FILTER can limit.
pub trait AggregateFunction: Expr {
    /// Records the call, with `suffix` behind each function of it.
    #[doc(hidden)]
    fn write_call(&self, out: &mut Pieces, suffix: &dyn Fn(&mut Pieces));
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    Sum,
    Avg,
    Min,
    Max,
}

/// `COUNT(*)`: the number of rows.
pub fn count_all() -> CountAll {
    CountAll
}

/// `COUNT(value)`: the number of rows whose value is not NULL.
pub fn count<X: Expr>(value: X) -> Count<X> {
    Count {
        value,
        distinct: PhantomData,
    }
}

/// `SUM(value)`: `None` when there is no row. Whole numbers give an `i64` (`u64` for `u64`).
pub fn sum<X: Expr, Total>(value: X) -> Aggregate<X, Total>
where
    X::Base: Summed<Sum = Total>,
{
    aggregate(value, Name::Sum)
}

/// `AVG(value)`: `None` when there is no row. Whole numbers give an `f64`; decimals a decimal with
/// four more digits after the point than its argument, rounded there (half away from zero), the
/// same on every backend.
pub fn avg<X: Expr, Mean>(value: X) -> Aggregate<X, Mean>
where
    X::Base: Average<Average = Mean>,
{
    aggregate(value, Name::Avg)
}

/// `MIN(value)`: `None` when there is no row.
pub fn min<X: Expr>(value: X) -> Aggregate<X, X::Base> {
    aggregate(value, Name::Min)
}

/// `MAX(value)`: `None` when there is no row.
pub fn max<X: Expr>(value: X) -> Aggregate<X, X::Base> {
    aggregate(value, Name::Max)
}

fn aggregate<X, T>(value: X, function: Name) -> Aggregate<X, T> {
    Aggregate {
        value,
        function,
        result: PhantomData,
    }
}

impl<X> Count<X> {
    /// Counts each value once: `COUNT(DISTINCT value)`.
    pub fn distinct(self) -> Count<X, Once> {
        Count {
            value: self.value,
            distinct: PhantomData,
        }
    }
}

impl<X, T> Aggregate<X, T> {
    /// Takes each value once: `SUM(DISTINCT value)`.
    pub fn distinct(self) -> Aggregate<X, T, Once> {
        Aggregate {
            value: self.value,
            function: self.function,
            result: PhantomData,
        }
    }
}

impl AggregateFunction for CountAll {
    fn write_call(&self, out: &mut Pieces, suffix: &dyn Fn(&mut Pieces)) {
        out.text("COUNT(*)");
        suffix(out);
    }
}

impl Expr for CountAll {
    type Base = i64;

    fn write(&self, out: &mut Pieces, _: Hint) {
        self.write_call(out, &|_| {});
    }
}

impl<B, A, K, F, G> ExprIn<Env<B, A, K, F, G>, ()> for CountAll {
    type Null = NotNull;
    type Kind = PerGroup;
}

impl<X: Expr, D: Distinction> AggregateFunction for Count<X, D> {
    fn write_call(&self, out: &mut Pieces, suffix: &dyn Fn(&mut Pieces)) {
        out.text(if D::DISTINCT {
            "COUNT(DISTINCT "
        } else {
            "COUNT("
        });
        self.value.write(out, Hint::NONE);
        out.text(")");
        suffix(out);
    }
}

impl<X: Expr, D: Distinction> Expr for Count<X, D> {
    type Base = i64;

    fn write(&self, out: &mut Pieces, _: Hint) {
        self.write_call(out, &|_| {});
    }
}

impl<B, A, K, F, G, I, X, D: Distinction> ExprIn<Env<B, A, K, F, G>, I> for Count<X, D>
where
    X: ExprIn<Env<B, A, K, F, NoGroup>, I>,
    X::Kind: RowKind,
{
    type Null = NotNull;
    type Kind = PerGroup;
}

impl<X: Expr, T: Scalar, D: Distinction> AggregateFunction for Aggregate<X, T, D> {
    fn write_call(&self, out: &mut Pieces, suffix: &dyn Fn(&mut Pieces)) {
        let call = |out: &mut Pieces| {
            self.argument(out);
            out.text(")");
            suffix(out);
        };
        if self.function == Name::Avg && T::SQL == SqlType::Decimal {
            // A quotient of whole numbers where decimals are stored so; plain AVG would be a float.
            let digits = self.hint().scale.unwrap_or(MOST_DIGITS);
            out.around(Op::DecimalAverage, digits, |out| self.argument(out), suffix);
            return;
        }
        // Not every server has MIN and MAX of these.
        let extreme = match (self.function, T::SQL, self.value.hint().storage) {
            (Name::Min, SqlType::Bool, _) => Some(Op::LeastBool),
            (Name::Max, SqlType::Bool, _) => Some(Op::GreatestBool),
            (Name::Min, SqlType::Uuid, Storage::Native) => Some(Op::LeastUuid),
            (Name::Max, SqlType::Uuid, Storage::Native) => Some(Op::GreatestUuid),
            (Name::Min, SqlType::Bytes, _) => Some(Op::LeastBytes),
            (Name::Max, SqlType::Bytes, _) => Some(Op::GreatestBytes),
            _ => None,
        };
        if let Some(op) = extreme {
            // The extreme of distinct values is that of all.
            out.around(
                op,
                0,
                |out| self.value.write(out, self.value.hint()),
                suffix,
            );
            return;
        }
        let whole = !matches!(T::SQL, SqlType::Decimal | SqlType::F64);
        match self.function {
            Name::Sum if whole => {
                out.op(Op::SumOpen);
                call(out);
                out.op(Op::SumClose);
                return;
            }
            Name::Sum => out.text("SUM("),
            Name::Avg => out.text("AVG("),
            Name::Min => out.text("MIN("),
            Name::Max => out.text("MAX("),
        }
        call(out);
    }
}

impl<X: Expr, T: Scalar, D: Distinction> Expr for Aggregate<X, T, D> {
    type Base = T;

    fn write(&self, out: &mut Pieces, _: Hint) {
        self.write_call(out, &|_| {});
    }

    fn hint(&self) -> Hint {
        let hint = self.value.hint();
        match (self.function, hint.scale) {
            (Name::Avg, Some(scale)) => Hint {
                scale: Some(scale + 4),
                ..hint
            },
            _ => hint,
        }
    }
}

impl<X: Expr, T: Scalar, D: Distinction> Aggregate<X, T, D> {
    fn argument(&self, out: &mut Pieces) {
        if D::DISTINCT {
            out.text("DISTINCT ");
        }
        let double = matches!(self.function, Name::Sum | Name::Avg) && T::SQL == SqlType::F64;
        if double {
            out.op(Op::DoubleOpen);
        }
        // An aggregate of bits comes as the digits of a number on MySQL.
        let bits = matches!(self.value.hint().storage, Storage::Bits(_));
        if bits {
            out.op(Op::BitsOpen);
        }
        self.value.write(out, self.value.hint());
        if bits {
            out.op(Op::BitsClose);
        }
        if double {
            out.op(Op::DoubleClose);
        }
    }
}

impl<B, A, K, F, G, I, X, T, D: Distinction> ExprIn<Env<B, A, K, F, G>, I> for Aggregate<X, T, D>
where
    X: ExprIn<Env<B, A, K, F, NoGroup>, I>,
    X::Kind: RowKind,
    T: Scalar,
{
    type Null = Nullable;
    type Kind = PerGroup;
}
