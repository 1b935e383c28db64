use super::call::{self, Call, NeedsArrays, Two};
use super::core::{EitherNull, Mixed, operand};
use super::{Env, Expr, ExprIn, Mix, Operand};
use crate::driver::HasArrays;
use crate::sql::{Func, Out, Pieces};
use crate::types::{Hint, List, NotNull, Nullable};

/// The operators of arrays. Import it with the prelude. Compiles for Postgres.
///
/// ```
/// # use orm_core::expr::{ArrayOperators, Column};
/// # use orm_core::query::Source;
/// # fn example<S: Source>(id: Column<S, i64, 0>, tags: Column<S, Vec<String>, 1>) {
/// // "id" = ANY($1)
/// let _some = id.eq_any(vec![1, 2, 3]);
/// // "tags" @> $1
/// let _both = tags.contains_all(vec!["new".to_owned(), "paid".to_owned()]);
/// // $1 = ANY("tags")
/// let _new = tags.any_eq("new");
/// # }
/// ```
///
/// An index that serves `contains_all`, `contained_by` and `overlaps` is a GIN index, by hand.
pub trait ArrayOperators: Expr + Sized {
    /// The array has every element of the other: `self @> other`.
    fn contains_all<X: Operand<Self::Base>>(self, other: X) -> ArrayCompare<Self, X::Expr>
    where
        Self::Base: List,
    {
        compare(self, " @> ", other.into_expr())
    }

    /// Every element of the array is one of the other: `self <@ other`.
    fn contained_by<X: Operand<Self::Base>>(self, other: X) -> ArrayCompare<Self, X::Expr>
    where
        Self::Base: List,
    {
        compare(self, " <@ ", other.into_expr())
    }

    /// The arrays have an element in common: `self && other`.
    fn overlaps<X: Operand<Self::Base>>(self, other: X) -> ArrayCompare<Self, X::Expr>
    where
        Self::Base: List,
    {
        compare(self, " && ", other.into_expr())
    }

    /// The array has this element: `value = ANY(self)`.
    fn any_eq<X>(self, value: X) -> AnyElement<X::Expr, Self>
    where
        Self::Base: List,
        X: Operand<<Self::Base as List>::Element>,
    {
        quantified(value.into_expr(), " = ANY(", self)
    }

    /// The value is an element of the list, which is one bind value however long it is:
    /// `self = ANY($1)`. Of an empty list: false.
    fn eq_any<X>(self, list: X) -> AnyElement<Self, X::Expr>
    where
        X: Operand<Vec<Self::Base>>,
        Vec<Self::Base>: List,
    {
        quantified(self, " = ANY(", list.into_expr())
    }

    /// An element is other than the value: `value <> ANY(self)`. Of an empty array: false.
    fn any_ne<X>(self, value: X) -> AnyElement<X::Expr, Self>
    where
        Self::Base: List,
        X: Operand<<Self::Base as List>::Element>,
    {
        quantified(value.into_expr(), " <> ANY(", self)
    }

    /// An element is less than the value: `value > ANY(self)`. Of an empty array: false.
    fn any_lt<X>(self, value: X) -> AnyElement<X::Expr, Self>
    where
        Self::Base: List,
        X: Operand<<Self::Base as List>::Element>,
    {
        quantified(value.into_expr(), " > ANY(", self)
    }

    /// An element is less than or equal to the value: `value >= ANY(self)`. Of an empty array: false.
    fn any_le<X>(self, value: X) -> AnyElement<X::Expr, Self>
    where
        Self::Base: List,
        X: Operand<<Self::Base as List>::Element>,
    {
        quantified(value.into_expr(), " >= ANY(", self)
    }

    /// An element is greater than the value: `value < ANY(self)`. Of an empty array: false.
    fn any_gt<X>(self, value: X) -> AnyElement<X::Expr, Self>
    where
        Self::Base: List,
        X: Operand<<Self::Base as List>::Element>,
    {
        quantified(value.into_expr(), " < ANY(", self)
    }

    /// An element is greater than or equal to the value: `value <= ANY(self)`. Of an empty array: false.
    fn any_ge<X>(self, value: X) -> AnyElement<X::Expr, Self>
    where
        Self::Base: List,
        X: Operand<<Self::Base as List>::Element>,
    {
        quantified(value.into_expr(), " <= ANY(", self)
    }

    /// Every element is the value: `value = ALL(self)`. Of an empty array: true.
    fn all_eq<X>(self, value: X) -> AnyElement<X::Expr, Self>
    where
        Self::Base: List,
        X: Operand<<Self::Base as List>::Element>,
    {
        quantified(value.into_expr(), " = ALL(", self)
    }

    /// Every element is other than the value: `value <> ALL(self)`. Of an empty array: true.
    fn all_ne<X>(self, value: X) -> AnyElement<X::Expr, Self>
    where
        Self::Base: List,
        X: Operand<<Self::Base as List>::Element>,
    {
        quantified(value.into_expr(), " <> ALL(", self)
    }

    /// Every element is less than the value: `value > ALL(self)`. Of an empty array: true.
    fn all_lt<X>(self, value: X) -> AnyElement<X::Expr, Self>
    where
        Self::Base: List,
        X: Operand<<Self::Base as List>::Element>,
    {
        quantified(value.into_expr(), " > ALL(", self)
    }

    /// Every element is less than or equal to the value: `value >= ALL(self)`. Of an empty array: true.
    fn all_le<X>(self, value: X) -> AnyElement<X::Expr, Self>
    where
        Self::Base: List,
        X: Operand<<Self::Base as List>::Element>,
    {
        quantified(value.into_expr(), " >= ALL(", self)
    }

    /// Every element is greater than the value: `value < ALL(self)`. Of an empty array: true.
    fn all_gt<X>(self, value: X) -> AnyElement<X::Expr, Self>
    where
        Self::Base: List,
        X: Operand<<Self::Base as List>::Element>,
    {
        quantified(value.into_expr(), " < ALL(", self)
    }

    /// Every element is greater than or equal to the value: `value <= ALL(self)`. Of an empty array: true.
    fn all_ge<X>(self, value: X) -> AnyElement<X::Expr, Self>
    where
        Self::Base: List,
        X: Operand<<Self::Base as List>::Element>,
    {
        quantified(value.into_expr(), " <= ALL(", self)
    }

    /// The array with the element behind its last one: `array_append(self, value)`. NULL when one
    /// of them is, where Postgres itself would pass over it.
    fn array_append<X>(self, value: X) -> Call<Self::Base, Two<Self, X::Expr>, NotNull, NeedsArrays>
    where
        Self::Base: List,
        X: Operand<<Self::Base as List>::Element>,
    {
        call::call(Func::ArrayAppend, (self, (value.into_expr(), ())))
    }

    /// The array with the element before its first one: `array_prepend(value, self)`.
    fn array_prepend<X>(
        self,
        value: X,
    ) -> Call<Self::Base, Two<Self, X::Expr>, NotNull, NeedsArrays>
    where
        Self::Base: List,
        X: Operand<<Self::Base as List>::Element>,
    {
        call::call(Func::ArrayPrepend, (self, (value.into_expr(), ())))
    }

    /// The elements of the one array, then those of the other: `array_cat(self, other)`.
    fn array_concat<X>(self, other: X) -> Call<Self::Base, Two<Self, X::Expr>, NotNull, NeedsArrays>
    where
        Self::Base: List,
        X: Operand<Self::Base>,
    {
        call::call(Func::ArrayConcat, (self, (other.into_expr(), ())))
    }

    /// The array without each element that is equal to the value: `array_remove(self, value)`.
    fn array_remove<X>(self, value: X) -> Call<Self::Base, Two<Self, X::Expr>, NotNull, NeedsArrays>
    where
        Self::Base: List,
        X: Operand<<Self::Base as List>::Element>,
    {
        call::call(Func::ArrayRemove, (self, (value.into_expr(), ())))
    }

    /// The place of the first element that is equal to the value, counted from 1; NULL when there
    /// is none: `array_position(self, value)`.
    fn array_position<X>(self, value: X) -> Call<i64, Two<Self, X::Expr>, Nullable, NeedsArrays>
    where
        Self::Base: List,
        X: Operand<<Self::Base as List>::Element>,
    {
        call::call(Func::ArrayPosition, (self, (value.into_expr(), ())))
    }

    /// The element at a place, counted from 1; NULL when there is none: `(self)[place]`.
    fn array_element<X: Operand<i64>>(
        self,
        place: X,
    ) -> Call<<Self::Base as List>::Element, Two<Self, X::Expr>, Nullable, NeedsArrays>
    where
        Self::Base: List,
    {
        call::call(Func::ArrayElement, (self, (place.into_expr(), ())))
    }

    /// How many elements the array has: `CARDINALITY(self)`.
    fn array_length(self) -> ArrayLength<Self>
    where
        Self::Base: List,
    {
        ArrayLength(self)
    }
}

impl<X: Expr> ArrayOperators for X {}

fn quantified<X, Y>(value: X, sign: &'static str, array: Y) -> AnyElement<X, Y> {
    AnyElement { value, sign, array }
}

fn compare<L, R>(left: L, sign: &'static str, right: R) -> ArrayCompare<L, R> {
    ArrayCompare { left, sign, right }
}

/// Two arrays with a sign between them.
#[derive(Clone, Copy, Debug)]
pub struct ArrayCompare<L, R> {
    left: L,
    sign: &'static str,
    right: R,
}

impl<L: Expr, R: Expr> Expr for ArrayCompare<L, R> {
    type Base = bool;
    const LOOSE: bool = true;

    fn write(&self, out: &mut Pieces, _: Hint) {
        let like = self.left.hint().or(self.right.hint());
        operand(&self.left, out, like);
        out.text(self.sign);
        operand(&self.right, out, like);
    }
}

impl<B, A, K, F, G, I, J, L, R> ExprIn<Env<B, A, K, F, G>, (I, J)> for ArrayCompare<L, R>
where
    B: HasArrays,
    L: ExprIn<Env<B, A, K, F, G>, I>,
    R: ExprIn<Env<B, A, K, F, G>, J>,
    L::Kind: Mix<R::Kind>,
{
    type Null = EitherNull<L::Null, R::Null>;
    type Kind = Mixed<L::Kind, R::Kind>;
}

/// `value = ANY(array)`, or with another sign, or ALL. NULL, not false, when the answer depends on
/// an element that is NULL.
#[derive(Clone, Copy, Debug)]
pub struct AnyElement<X, Y> {
    value: X,
    sign: &'static str,
    array: Y,
}

impl<X: Expr, Y: Expr> Expr for AnyElement<X, Y> {
    type Base = bool;
    const LOOSE: bool = true;

    fn write(&self, out: &mut Pieces, _: Hint) {
        let like = self.value.hint().or(self.array.hint());
        operand(&self.value, out, like);
        out.text(self.sign);
        operand(&self.array, out, like);
        out.text(")");
    }
}

impl<B, A, K, F, G, I, J, X, Y> ExprIn<Env<B, A, K, F, G>, (I, J)> for AnyElement<X, Y>
where
    B: HasArrays,
    X: ExprIn<Env<B, A, K, F, G>, I>,
    Y: ExprIn<Env<B, A, K, F, G>, J>,
    Y::Base: List,
    X::Kind: Mix<Y::Kind>,
{
    type Null = EitherNull<EitherNull<X::Null, Y::Null>, <Y::Base as List>::ElementNull>;
    type Kind = Mixed<X::Kind, Y::Kind>;
}

/// `CARDINALITY(array)`
#[derive(Clone, Copy, Debug)]
pub struct ArrayLength<X>(X);

impl<X: Expr> Expr for ArrayLength<X> {
    type Base = i64;

    fn write(&self, out: &mut Pieces, _: Hint) {
        out.text("CARDINALITY(");
        self.0.write(out, Hint::NONE);
        out.text(")");
    }
}

impl<B, A, K, F, G, I, X> ExprIn<Env<B, A, K, F, G>, I> for ArrayLength<X>
where
    B: HasArrays,
    X: ExprIn<Env<B, A, K, F, G>, I>,
{
    type Null = X::Null;
    type Kind = X::Kind;
}
