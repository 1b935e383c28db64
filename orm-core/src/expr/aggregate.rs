use std::marker::PhantomData;

use super::{Env, Expr, ExprIn, PerGroup, RowKind};
use crate::query::NoGroup;
use crate::sql::{Op, Out, Pieces};
use crate::types::{Average, Hint, NotNull, Nullable, Scalar, SqlType, Storage, Summed};

/// Digits after the point of a decimal, where no column says how many.
const MOST_DIGITS: u8 = 28;

/// COUNT of an expression's values that are not NULL.
#[derive(Clone, Copy, Debug)]
pub struct Count<X> {
    value: X,
    distinct: bool,
}

/// `COUNT(*)`
#[derive(Clone, Copy, Debug)]
pub struct CountAll;

/// SUM, AVG, MIN or MAX: NULL when there is no row.
#[derive(Clone, Copy, Debug)]
pub struct Aggregate<X, T> {
    value: X,
    function: Name,
    distinct: bool,
    result: PhantomData<fn() -> T>,
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
        distinct: false,
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
        distinct: false,
        result: PhantomData,
    }
}

impl<X> Count<X> {
    /// Counts each value once: `COUNT(DISTINCT value)`.
    pub fn distinct(self) -> Self {
        Self {
            distinct: true,
            ..self
        }
    }
}

impl<X, T> Aggregate<X, T> {
    /// Takes each value once: `SUM(DISTINCT value)`.
    pub fn distinct(self) -> Self {
        Self {
            distinct: true,
            ..self
        }
    }
}

impl Expr for CountAll {
    type Base = i64;

    fn write(&self, out: &mut Pieces, _: Hint) {
        out.text("COUNT(*)");
    }
}

impl<B, A, K, F, G> ExprIn<Env<B, A, K, F, G>, ()> for CountAll {
    type Null = NotNull;
    type Kind = PerGroup;
}

impl<X: Expr> Expr for Count<X> {
    type Base = i64;

    fn write(&self, out: &mut Pieces, _: Hint) {
        out.text(if self.distinct {
            "COUNT(DISTINCT "
        } else {
            "COUNT("
        });
        self.value.write(out, Hint::NONE);
        out.text(")");
    }
}

impl<B, A, K, F, G, I, X> ExprIn<Env<B, A, K, F, G>, I> for Count<X>
where
    X: ExprIn<Env<B, A, K, F, NoGroup>, I>,
    X::Kind: RowKind,
{
    type Null = NotNull;
    type Kind = PerGroup;
}

impl<X: Expr, T: Scalar> Expr for Aggregate<X, T> {
    type Base = T;

    fn write(&self, out: &mut Pieces, _: Hint) {
        if self.function == Name::Avg && T::SQL == SqlType::Decimal {
            // A quotient of whole numbers where decimals are stored so; plain AVG would be a float.
            let digits = self.hint().scale.unwrap_or(MOST_DIGITS);
            out.around(Op::DecimalAverage, digits, |out| self.argument(out));
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
            out.around(op, 0, |out| self.value.write(out, self.value.hint()));
            return;
        }
        let whole = !matches!(T::SQL, SqlType::Decimal | SqlType::F64);
        match self.function {
            Name::Sum if whole => {
                out.op(Op::SumOpen);
                self.argument(out);
                out.op(Op::SumClose);
                return;
            }
            Name::Sum => out.text("SUM("),
            Name::Avg => out.text("AVG("),
            Name::Min => out.text("MIN("),
            Name::Max => out.text("MAX("),
        }
        self.argument(out);
        out.text(")");
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

impl<X: Expr, T: Scalar> Aggregate<X, T> {
    fn argument(&self, out: &mut Pieces) {
        if self.distinct {
            out.text("DISTINCT ");
        }
        let double = matches!(self.function, Name::Sum | Name::Avg) && T::SQL == SqlType::F64;
        if double {
            out.op(Op::DoubleOpen);
        }
        self.value.write(out, self.value.hint());
        if double {
            out.op(Op::DoubleClose);
        }
    }
}

impl<B, A, K, F, G, I, X, T> ExprIn<Env<B, A, K, F, G>, I> for Aggregate<X, T>
where
    X: ExprIn<Env<B, A, K, F, NoGroup>, I>,
    X::Kind: RowKind,
    T: Scalar,
{
    type Null = Nullable;
    type Kind = PerGroup;
}
