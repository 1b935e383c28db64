use std::marker::PhantomData;

use super::compare::{Comparison, comparison};
use super::{
    Arithmetic, Between, Cast, CastTo, Compare, Concat, Direction, Expr, InList, InSubquery,
    IsNull, Like, Logic, Not, Operand, Order, Pattern, Truth, arithmetic, order, pattern,
};
use crate::query::Subquery;
use crate::types::{Numeric, TextLike};

/// The operators of SQL, on every expression. Import it with the prelude.
// An expression is consumed by every operator, `IS NULL` included.
#[allow(clippy::wrong_self_convention)]
pub trait Operators: Expr + Sized {
    /// `function OVER (window)`: for the functions of windows, and for aggregates, which then have a
    /// value in each row.
    fn over<P, O, Fr>(self, window: super::Window<P, O, Fr>) -> super::Over<Self, P, O, Fr>
    where
        Self: super::WindowFunction,
    {
        super::window::over(self, window)
    }

    /// `self = other`
    fn eq<X: Operand<Self::Base>>(self, other: X) -> Compare<Self, X::Expr> {
        comparison(self, Comparison::Equal, other.into_expr())
    }

    /// `self <> other`
    fn ne<X: Operand<Self::Base>>(self, other: X) -> Compare<Self, X::Expr> {
        comparison(self, Comparison::NotEqual, other.into_expr())
    }

    /// `self < other`
    fn lt<X: Operand<Self::Base>>(self, other: X) -> Compare<Self, X::Expr> {
        comparison(self, Comparison::Less, other.into_expr())
    }

    /// `self <= other`
    fn le<X: Operand<Self::Base>>(self, other: X) -> Compare<Self, X::Expr> {
        comparison(self, Comparison::LessOrEqual, other.into_expr())
    }

    /// `self > other`
    fn gt<X: Operand<Self::Base>>(self, other: X) -> Compare<Self, X::Expr> {
        comparison(self, Comparison::Greater, other.into_expr())
    }

    /// `self >= other`
    fn ge<X: Operand<Self::Base>>(self, other: X) -> Compare<Self, X::Expr> {
        comparison(self, Comparison::GreaterOrEqual, other.into_expr())
    }

    /// Equal, where NULL equals NULL: `IS NOT DISTINCT FROM`, `<=>` on MySQL, `IS` on SQLite.
    /// Takes a value, an expression or an `Option`.
    fn is_not_distinct_from<X: super::OptionalOperand<Self::Base>>(
        self,
        other: X,
    ) -> super::null::Distinct<Self, X::Expr> {
        super::null::Distinct {
            left: self,
            right: other.into_optional_expr(),
            negated: false,
        }
    }

    /// Not equal, where NULL equals NULL.
    fn is_distinct_from<X: super::OptionalOperand<Self::Base>>(
        self,
        other: X,
    ) -> super::null::Distinct<Self, X::Expr> {
        super::null::Distinct {
            left: self,
            right: other.into_optional_expr(),
            negated: true,
        }
    }

    /// `self BETWEEN low AND high`, both ends included.
    fn between<L: Operand<Self::Base>, H: Operand<Self::Base>>(
        self,
        low: L,
        high: H,
    ) -> Between<Self, L::Expr, H::Expr> {
        Between {
            value: self,
            low: low.into_expr(),
            high: high.into_expr(),
            negated: false,
        }
    }

    /// `self NOT BETWEEN low AND high`
    fn not_between<L: Operand<Self::Base>, H: Operand<Self::Base>>(
        self,
        low: L,
        high: H,
    ) -> Between<Self, L::Expr, H::Expr> {
        Between {
            value: self,
            low: low.into_expr(),
            high: high.into_expr(),
            negated: true,
        }
    }

    /// `self IN (..)`. An empty list is false.
    fn in_list<X: Operand<Self::Base>>(
        self,
        list: impl IntoIterator<Item = X>,
    ) -> InList<Self, X::Expr> {
        InList {
            value: self,
            list: list.into_iter().map(Operand::into_expr).collect(),
            negated: false,
        }
    }

    /// `self NOT IN (..)`. An empty list is true.
    fn not_in_list<X: Operand<Self::Base>>(
        self,
        list: impl IntoIterator<Item = X>,
    ) -> InList<Self, X::Expr> {
        InList {
            value: self,
            list: list.into_iter().map(Operand::into_expr).collect(),
            negated: true,
        }
    }

    /// `self IN (SELECT ..)`
    fn in_query<Q: Subquery>(self, query: Q) -> InSubquery<Self, Q> {
        InSubquery {
            value: self,
            query,
            negated: false,
        }
    }

    /// `self NOT IN (SELECT ..)`
    fn not_in_query<Q: Subquery>(self, query: Q) -> InSubquery<Self, Q> {
        InSubquery {
            value: self,
            query,
            negated: true,
        }
    }

    /// `self IS NULL`
    fn is_null(self) -> IsNull<Self> {
        IsNull {
            value: self,
            negated: false,
        }
    }

    /// `self IS NOT NULL`
    fn is_not_null(self) -> IsNull<Self> {
        IsNull {
            value: self,
            negated: true,
        }
    }

    /// `self LIKE pattern`, case included. In the pattern `%` stands for any text, `_` for one
    /// character, and `\` escapes both; [`escape_like`](super::escape_like) escapes a user's text.
    fn like<X: Operand<String>>(self, pattern: X) -> Like<Self, X::Expr>
    where
        Self::Base: TextLike,
    {
        Like {
            value: self,
            pattern: pattern.into_expr(),
            ignore_case: false,
            negated: false,
        }
    }

    /// `self NOT LIKE pattern`
    fn not_like<X: Operand<String>>(self, pattern: X) -> Like<Self, X::Expr>
    where
        Self::Base: TextLike,
    {
        Like {
            value: self,
            pattern: pattern.into_expr(),
            ignore_case: false,
            negated: true,
        }
    }

    /// LIKE that ignores case: `ILIKE`, or `LOWER(..) LIKE LOWER(..)`.
    fn ilike<X: Operand<String>>(self, pattern: X) -> Like<Self, X::Expr>
    where
        Self::Base: TextLike,
    {
        Like {
            value: self,
            pattern: pattern.into_expr(),
            ignore_case: true,
            negated: false,
        }
    }

    /// The contrary of [`ilike`](Self::ilike): `NOT (self ILIKE pattern)`, or
    /// `NOT (LOWER(..) LIKE LOWER(..))`.
    ///
    /// ```
    /// # use orm_core::expr::{Column, Operators};
    /// # use orm_core::query::Source;
    /// # fn example<S: Source>(name: Column<S, String, 0>) {
    /// // NOT ("name" ILIKE 'a%' ESCAPE '\')
    /// let _ = name.not_ilike("a%");
    /// # }
    /// ```
    fn not_ilike<X: Operand<String>>(self, pattern: X) -> Like<Self, X::Expr>
    where
        Self::Base: TextLike,
    {
        Like {
            value: self,
            pattern: pattern.into_expr(),
            ignore_case: true,
            negated: true,
        }
    }

    /// The text holds `text`, taken literally.
    fn contains(self, text: &str) -> Like<Self, super::Bound<String>>
    where
        Self::Base: TextLike,
    {
        pattern::literal(self, Pattern::Contains, text)
    }

    /// The text starts with `text`, taken literally.
    fn starts_with(self, text: &str) -> Like<Self, super::Bound<String>>
    where
        Self::Base: TextLike,
    {
        pattern::literal(self, Pattern::StartsWith, text)
    }

    /// The text ends with `text`, taken literally.
    fn ends_with(self, text: &str) -> Like<Self, super::Bound<String>>
    where
        Self::Base: TextLike,
    {
        pattern::literal(self, Pattern::EndsWith, text)
    }

    /// `(self AND other)`
    fn and<X: Expr>(self, other: X) -> Logic<Self, X>
    where
        Self::Base: Truth,
        X::Base: Truth,
    {
        Logic {
            left: self,
            right: Some(other),
            word: " AND ",
        }
    }

    /// `(self AND other)` for `Some`; `self` alone for `None`.
    ///
    /// ```text
    /// Policy.status.eq(Open).and_if(number.map(|number| Policy.number.eq(number)))
    /// ```
    fn and_if<X: Expr>(self, other: Option<X>) -> Logic<Self, X>
    where
        Self::Base: Truth,
        X::Base: Truth,
    {
        Logic {
            left: self,
            right: other,
            word: " AND ",
        }
    }

    /// `(self OR other)`
    fn or<X: Expr>(self, other: X) -> Logic<Self, X>
    where
        Self::Base: Truth,
        X::Base: Truth,
    {
        Logic {
            left: self,
            right: Some(other),
            word: " OR ",
        }
    }

    /// `(self OR other)` for `Some`; `self` alone for `None`.
    fn or_if<X: Expr>(self, other: Option<X>) -> Logic<Self, X>
    where
        Self::Base: Truth,
        X::Base: Truth,
    {
        Logic {
            left: self,
            right: other,
            word: " OR ",
        }
    }

    /// `NOT self`
    fn not(self) -> Not<Self>
    where
        Self::Base: Truth,
    {
        super::not(self)
    }

    /// `(self + other)`
    fn add<X: Operand<Self::Base>>(self, other: X) -> Arithmetic<Self, X::Expr>
    where
        Self::Base: Numeric,
    {
        arithmetic::binary(self, arithmetic::Sign::Add, other.into_expr())
    }

    /// `(self - other)`
    fn sub<X: Operand<Self::Base>>(self, other: X) -> Arithmetic<Self, X::Expr>
    where
        Self::Base: Numeric,
    {
        arithmetic::binary(self, arithmetic::Sign::Subtract, other.into_expr())
    }

    /// `(self * other)`
    fn mul<X: Operand<Self::Base>>(self, other: X) -> Arithmetic<Self, X::Expr>
    where
        Self::Base: Numeric + arithmetic::Multiplied,
    {
        arithmetic::binary(self, arithmetic::Sign::Multiply, other.into_expr())
    }

    /// `(self / other)`. Whole numbers give whole numbers, cut towards zero, on every backend.
    fn div<X: Operand<Self::Base>>(self, other: X) -> Arithmetic<Self, X::Expr>
    where
        Self::Base: Numeric + arithmetic::Multiplied,
    {
        arithmetic::binary(self, arithmetic::Sign::Divide, other.into_expr())
    }

    /// Two texts, one after the other: `self || other`, `CONCAT(self, other)` on MySQL.
    fn concat<X: Operand<String>>(self, other: X) -> Concat<Self, X::Expr>
    where
        Self::Base: TextLike,
    {
        Concat {
            left: self,
            right: other.into_expr(),
        }
    }

    /// `CAST(self AS type)`, from and to types where it means the same everywhere.
    fn cast<T>(self) -> Cast<Self, T>
    where
        Self::Base: CastTo<T>,
    {
        Cast {
            value: self,
            to: PhantomData,
        }
    }

    /// Orders by this expression, smallest first.
    fn asc(self) -> Order<Self> {
        order::ordered(self, Direction::Ascending)
    }

    /// Orders by this expression, greatest first.
    fn desc(self) -> Order<Self> {
        order::ordered(self, Direction::Descending)
    }
}

impl<X: Expr> Operators for X {}
