use super::{Arg, DecodeError, EncodeError, Hint, RowReader, Scalar, SqlType};

/// The expression is never NULL.
pub struct NotNull;

/// The expression may be NULL.
pub struct Nullable;

/// Whether an expression may be NULL. Flows through every operator.
pub trait Nullness: 'static {
    /// The Rust type of a value with base type `T`: `T` or `Option<T>`.
    type Wrap<T: Scalar>: Send + 'static;
    /// Of an operator over this and another operand: NULL if either may be.
    type Or<N: Nullness>: Nullness;
    /// Of `coalesce(this, other)`: NULL only if both may be.
    type And<N: Nullness>: Nullness;
    /// Reads the cell.
    fn decode<T: Scalar, R: RowReader + ?Sized>(
        row: &R,
        at: usize,
        hint: Hint,
    ) -> Result<Self::Wrap<T>, DecodeError>;
}

impl Nullness for NotNull {
    type Wrap<T: Scalar> = T;
    type Or<N: Nullness> = N;
    type And<N: Nullness> = NotNull;

    #[inline]
    fn decode<T: Scalar, R: RowReader + ?Sized>(
        row: &R,
        at: usize,
        hint: Hint,
    ) -> Result<T, DecodeError> {
        T::decode(row, at, hint)
    }
}

impl Nullness for Nullable {
    type Wrap<T: Scalar> = Option<T>;
    type Or<N: Nullness> = Nullable;
    type And<N: Nullness> = N;

    #[inline]
    fn decode<T: Scalar, R: RowReader + ?Sized>(
        row: &R,
        at: usize,
        hint: Hint,
    ) -> Result<Option<T>, DecodeError> {
        if row.is_null(at)? {
            Ok(None)
        } else {
            T::decode(row, at, hint).map(Some)
        }
    }
}

/// A type that a column can have: a [`Scalar`], or an `Option` of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a SQL value",
    label = "no column can hold this type",
    note = "wrap a serde type as `Json<{Self}>`, derive `DbEnum` for an enum, or `DbValue` for a newtype"
)]
pub trait Value: Send + 'static {
    /// The type without `Option`.
    type Base: Scalar;
    /// Whether NULL is `None`, or refused.
    type Null: Nullness;
    /// What it is in SQL.
    const SQL: SqlType;
    /// Whether NULL is allowed.
    const NULLABLE: bool;

    /// The bind value.
    ///
    /// # Errors
    /// [`EncodeError`] when the value is outside the type's SQL domain.
    fn to_arg(&self, hint: Hint) -> Result<Arg, EncodeError>;

    /// The bind value, without a copy of texts and bytes.
    ///
    /// # Errors
    /// As [`to_arg`](Self::to_arg).
    fn into_arg(self, hint: Hint) -> Result<Arg, EncodeError>
    where
        Self: Sized;

    /// Reads the cell.
    fn from_row<R: RowReader + ?Sized>(row: &R, at: usize, hint: Hint) -> Result<Self, DecodeError>
    where
        Self: Sized;
}

#[diagnostic::do_not_recommend]
impl<T: Scalar> Value for Option<T> {
    type Base = T;
    type Null = Nullable;
    const SQL: SqlType = T::SQL;
    const NULLABLE: bool = true;

    #[inline]
    fn to_arg(&self, hint: Hint) -> Result<Arg, EncodeError> {
        match self {
            Some(value) => value.encode(hint),
            None => Ok(Arg::Null(T::SQL)),
        }
    }

    #[inline]
    fn into_arg(self, hint: Hint) -> Result<Arg, EncodeError> {
        match self {
            Some(value) => value.into_encoded(hint),
            None => Ok(Arg::Null(T::SQL)),
        }
    }

    #[inline]
    fn from_row<R: RowReader + ?Sized>(
        row: &R,
        at: usize,
        hint: Hint,
    ) -> Result<Self, DecodeError> {
        <Nullable as Nullness>::decode(row, at, hint)
    }
}

/// Implements [`Value`] and [`Operand`](crate::expr::Operand) for scalar types.
#[doc(hidden)]
#[macro_export]
macro_rules! scalar_value {
    ($([$($generics:tt)*] $ty:ty),+ $(,)?) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> $crate::types::Value for $ty {
            type Base = Self;
            type Null = $crate::types::NotNull;
            const SQL: $crate::types::SqlType = <Self as $crate::types::Scalar>::SQL;
            const NULLABLE: bool = false;

            #[inline]
            fn to_arg(&self, hint: $crate::types::Hint) -> ::core::result::Result<$crate::types::Arg, $crate::types::EncodeError> {
                $crate::types::Scalar::encode(self, hint)
            }

            #[inline]
            fn into_arg(self, hint: $crate::types::Hint) -> ::core::result::Result<$crate::types::Arg, $crate::types::EncodeError> {
                $crate::types::Scalar::into_encoded(self, hint)
            }

            #[inline]
            fn from_row<__R: $crate::types::RowReader + ?::core::marker::Sized>(
                row: &__R,
                at: usize,
                hint: $crate::types::Hint,
            ) -> ::core::result::Result<Self, $crate::types::DecodeError> {
                <Self as $crate::types::Scalar>::decode(row, at, hint)
            }
        }

        impl<$($generics)*> $crate::expr::Operand<$ty> for $ty {
            type Expr = $crate::expr::Bound<$ty>;

            #[inline]
            fn into_expr(self) -> $crate::expr::Bound<$ty> {
                $crate::expr::Bound::new(self)
            }
        }

        impl<$($generics)*> $crate::expr::OptionalOperand<$ty> for $ty {
            type Expr = $crate::expr::Bound<$ty>;

            #[inline]
            fn into_optional_expr(self) -> $crate::expr::Bound<$ty> {
                $crate::expr::Bound::new(self)
            }
        }
    )+};
}
