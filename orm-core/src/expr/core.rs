use std::marker::PhantomData;

use chrono::{DateTime, Utc};

use super::call::Arguments;
use super::fragment::Holes;
use super::function::Now;
use super::null::Distinct;
use super::{
    Aggregate, AggregateFunction, AnyElement, Arithmetic, ArrayCompare, ArrayLength, BeforeWindows,
    Between, Bound, Call, Case, CaseElse, Cast, Coalesce, Collected, Column, Compare, Concat,
    Condition, Count, CountAll, Declaration, Declared, Distinction, Elapsed, EndValue,
    FilteredAggregate, Fragment, Frame, InList, InSubquery, IsNull, Joined, JsonAt, Like, Logic,
    Mix, Not, NthValue, Offset, OffsetOr, Over, PerGroup, Ranking, RowKind, Shifted, Statistic,
    Verdict, WindowFunction, WindowTerms,
};
use crate::query::{
    Excluded, Exists, GroupKey, GroupingOf, Param, ScalarSubquery, Select, SetQuery, Source,
    Subquery,
};
use crate::scope::AccessLevel;
use crate::sql::{Op, Out, Pieces};
use crate::types::{Hint, Interval, Json, Nullness, Scalar, Storage, TextLike, Value};

/// Where an expression stands: backend `B`, access level `A`, keyspace `K`, the sources `F` of
/// FROM, and the grouping `G`.
pub struct Env<B, A, K, F, G>(PhantomData<fn() -> (B, A, K, F, G)>);

/// A SQL expression. Whether it may stand in a given query is [`ExprIn`]'s matter.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a SQL expression",
    label = "expected a column, a value or an operator over them"
)]
pub trait Expr {
    /// The type of its values, without `Option`.
    type Base: Scalar;

    /// Whether an operator around it needs parentheses.
    const LOOSE: bool = false;

    /// Records the expression. `like` is how the other side of an operator stores its values.
    fn write(&self, out: &mut Pieces, like: Hint);

    /// How its own values are stored.
    fn hint(&self) -> Hint {
        Hint::NONE
    }

    /// Table and column, when it is nothing but a column: named when a cell can't be read.
    fn label(&self) -> Option<(&'static str, &'static str)> {
        None
    }
}

/// The expression may stand in environment `E`; `I` is inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a SQL expression",
    label = "expected one column, value, or operator over them"
)]
pub trait ExprIn<E, I>: Expr {
    /// Whether it may be NULL here.
    type Null: Nullness;
    /// Whether it has one value per row, per group, or one for all.
    type Kind;
}

/// The type of conditions: `bool`.
#[diagnostic::on_unimplemented(
    message = "a condition is needed here, and this expression is a `{Self}`",
    label = "not a condition",
    note = "compare it: `.eq(..)`, `.gt(..)`, `.is_null()`, `.in_list(..)`"
)]
pub trait Truth {}
#[diagnostic::do_not_recommend]
impl Truth for bool {}

/// A condition on rows in environment `E`: what WHERE and ON take. Its parts are parameters of
/// their own, so that a condition that doesn't fit is reported once.
pub trait RowCondition<E, I>: Expr {}
impl<E, I, X, Base, OneOrManyRows> RowCondition<E, I> for X
where
    X: Expr<Base = Base> + ExprIn<E, I, Kind = OneOrManyRows>,
    Base: Truth,
    OneOrManyRows: RowKind,
{
}

/// A condition on groups in environment `E`: what HAVING takes.
pub trait GroupCondition<E, I>: Expr {}
impl<E, I, X, Base, OneOrManyRows> GroupCondition<E, I> for X
where
    X: Expr<Base = Base> + ExprIn<E, I, Kind = OneOrManyRows>,
    Base: Truth,
    OneOrManyRows: BeforeWindows + Mix<PerGroup>,
{
}

/// What may stand on the other side of an operator whose left side has type `T`: a `T`, or an
/// expression of type `T`.
#[diagnostic::on_unimplemented(
    message = "a SQL value of type `{T}` cannot be compared with or set to `{Self}`",
    label = "expected `{T}`, or an expression of that type",
    note = "an `Option` is compared with `is_null()`, `is_not_distinct_from(..)` or after an `if let`; another type with `.cast::<{T}>()`"
)]
pub trait Operand<T> {
    /// The expression.
    type Expr: Expr;

    /// The expression.
    fn into_expr(self) -> Self::Expr;
}

/// What every expression type can be: an operand of its own type, a select list, an ORDER BY term.
/// One impl per expression type, not one for all, so that rustc reports what is wrong inside.
#[doc(hidden)]
#[macro_export]
macro_rules! expression {
    ($([$($generics:tt)*] $ty:ty => $base:ty $(where $bound:ty: $trait:path)?;)+) => {$(
        impl<__T, $($generics)*> $crate::expr::Operand<__T> for $ty
        where
            $base: $crate::expr::SameType<__T>,
            $($bound: $trait)?
        {
            type Expr = Self;

            #[inline]
            fn into_expr(self) -> Self {
                self
            }
        }

        impl<__T, $($generics)*> $crate::expr::OptionalOperand<__T> for $ty
        where
            $base: $crate::expr::SameType<__T>,
            $($bound: $trait)?
        {
            type Expr = Self;

            #[inline]
            fn into_optional_expr(self) -> Self {
                self
            }
        }

        impl<__E, __I, $($generics)*> $crate::query::Selection<__E, __I> for $ty
        where
            Self: $crate::expr::ExprIn<__E, __I>,
            $($bound: $trait)?
        {
            type Row = <<Self as $crate::expr::ExprIn<__E, __I>>::Null as $crate::types::Nullness>::Wrap<<Self as $crate::expr::Expr>::Base>;
            type Kind = <Self as $crate::expr::ExprIn<__E, __I>>::Kind;

            fn write_list(&self, out: &mut $crate::sql::Pieces) {
                $crate::query::write_expression(self, out);
            }

            #[inline]
            fn width(&self) -> usize {
                1
            }

            fn hints(&self, out: &mut ::std::vec::Vec<$crate::types::Hint>) {
                out.push($crate::expr::Expr::hint(self));
            }

            #[inline]
            fn read<__R: $crate::types::RowReader + ?::core::marker::Sized>(
                &self,
                row: &__R,
                at: usize,
            ) -> ::core::result::Result<Self::Row, $crate::driver::RowError> {
                $crate::query::read_expression::<Self, <Self as $crate::expr::ExprIn<__E, __I>>::Null, __R>(self, row, at)
            }
        }

        impl<__E, __I, __K, $($generics)*> $crate::expr::OrderBy<__E, __I> for $ty
        where
            __E: $crate::expr::Orders<__K>,
            Self: $crate::expr::ExprIn<__E, __I, Kind = __K>,
            $($bound: $trait)?
        {
            type Kind = __K;

            fn write_order(&self, out: &mut $crate::sql::Pieces) {
                $crate::expr::Expr::write(self, out, $crate::types::Hint::NONE);
            }
        }
    )+};
}

/// `Self` is the type `T`.
#[diagnostic::on_unimplemented(
    message = "a SQL value of type `{T}` cannot be compared with or set to one of type `{Self}`",
    label = "this expression is a `{Self}`, the other side a `{T}`",
    note = "compare columns of one type, or cast one side: `.cast::<{T}>()`"
)]
pub trait SameType<T> {}
impl<T> SameType<T> for T {}

expression! {
    [S: Source, V: Value, const N: usize, R: 'static] Column<S, V, N, R> => V::Base;
    [S: Source, V: Value, const N: usize, R: 'static] Excluded<S, V, N, R> => V::Base;
    [T: Scalar] Bound<T> => T;
    [T: Scalar] Param<T> => T;
    [X: Expr, T: Scalar, D: Distinction] Aggregate<X, T, D> => T;
    [X: Expr, D: Distinction] Count<X, D> => i64;
    [X: Expr] Statistic<X> => f64;
    [X: Expr] Verdict<X> => bool;
    [X: Expr, O: WindowTerms] Joined<X, O> => String;
    [X: Expr, T: Scalar, O: WindowTerms] Collected<X, T, O> => T;
    [F: AggregateFunction, C: Expr] FilteredAggregate<F, C> => F::Base;
    [T: Scalar] Ranking<T> => T;
    [X: Expr] Offset<X> => X::Base;
    [X: Expr, D: Expr] OffsetOr<X, D> => X::Base;
    [X: Expr] EndValue<X> => X::Base;
    [X: Expr] NthValue<X> => X::Base;
    [F: WindowFunction, P: WindowTerms, O: WindowTerms, Fr: Frame] Over<F, P, O, Fr> => F::Base;
    [] CountAll => i64;
    [X: Expr] GroupingOf<X> => i64;
    [L: Expr, R: Expr] Arithmetic<L, R> => L::Base;
    [L: Expr, R: Expr] Concat<L, R> => String where L::Base: TextLike;
    [C: Expr, X: Expr] Case<C, X> => X::Base;
    [C: Expr, X: Expr, Y: Expr] CaseElse<C, X, Y> => X::Base;
    [X: Expr, T: Scalar] Cast<X, T> => T;
    [L: Expr, R: Expr] Compare<L, R> => bool;
    [X: Expr, L: Expr, H: Expr] Between<X, L, H> => bool;
    [L: Expr, R: Expr] Distinct<L, R> => bool;
    [X: Expr] IsNull<X> => bool;
    [X: Expr, Y: Expr] InList<X, Y> => bool;
    [X: Expr, Y: Expr] AnyElement<X, Y> => bool;
    [L: Expr, R: Expr] ArrayCompare<L, R> => bool;
    [X: Expr] ArrayLength<X> => i64;
    [L: Expr, R: Expr] Shifted<L, R> => L::Base;
    [L: Expr, R: Expr] Elapsed<L, R> => Interval;
    [X: Expr, Q: Subquery] InSubquery<X, Q> => bool;
    [X: Expr, P: Expr] Like<X, P> => bool;
    [L: Expr, R: Expr] Logic<L, R> => bool;
    [X: Expr] Not<X> => bool;
    [S: Source] Condition<S> => bool;
    [Q: Subquery] Exists<Q> => bool;
    [T: Scalar, X: Arguments, N, Need] Call<T, X, N, Need> => T;
    [D: Declaration, X: Holes] Declared<D, X> => <D::Value as Value>::Base;
    [X: Expr] JsonAt<X> => Json<serde_json::Value>;
    [L: Expr, R: Expr] Coalesce<L, R> => L::Base;
    [] Now => DateTime<Utc>;
    [] super::RandomUuid => uuid::Uuid;
    [X: Expr] GroupKey<X> => X::Base;
    [V: Value, H: Holes] Fragment<V, H> => V::Base;
    [X, B, A: AccessLevel, K, P: Clone + Expr, F, G] ScalarSubquery<Select<X, B, A, K, P, F, G>> => P::Base;
    [X, B, A, K, Row: Value] ScalarSubquery<SetQuery<X, B, A, K, Row>> => Row::Base;
}

impl Operand<String> for &str {
    type Expr = super::Bound<String>;

    fn into_expr(self) -> super::Bound<String> {
        super::Bound::new(self.to_owned())
    }
}

impl Operand<String> for &String {
    type Expr = super::Bound<String>;

    fn into_expr(self) -> super::Bound<String> {
        super::Bound::new(self.clone())
    }
}

/// Records an operand of an operator, in parentheses where it needs them, stored as `like`.
pub(crate) fn operand<X: Expr>(expr: &X, out: &mut Pieces, like: Hint) {
    let own = expr.hint().scale;
    let shift = match (own, like.scale) {
        (Some(have), Some(want)) => want.saturating_sub(have),
        _ => 0,
    };
    // What has digits of its own is written with these, and shifted as a whole.
    let like = Hint {
        scale: own.or(like.scale),
        ..like
    };
    let parentheses = X::LOOSE || shift > 0;
    if parentheses {
        out.text("(");
    }
    expr.write(out, like);
    if shift > 0 {
        out.push(crate::sql::Piece::Shift(shift));
    }
    if parentheses {
        out.text(")");
    }
}

/// The same beside values of another origin, which some databases would make bits of too.
pub(super) fn mixed_operand<X: Expr>(expr: &X, out: &mut Pieces, like: Hint) {
    let bits = matches!(expr.hint().storage, Storage::Bits(_));
    if bits {
        out.op(Op::BitsOpen);
    }
    operand(expr, out, like);
    if bits {
        out.op(Op::BitsClose);
    }
}

/// The kind of an operator over two operands.
pub(super) type Mixed<L, R> = <L as Mix<R>>::Out;
/// The nullness of an operator over two operands.
pub(super) type EitherNull<L, R> = <L as Nullness>::Or<R>;
