use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::limit;
use super::{Arg, DecodeError, EncodeError, Hint, RowReader, SqlType, Storage, text};
use crate::scalar_value;

/// A Rust type that one SQL cell holds. In-domain values come back exactly; the others are an
/// error when they are bound.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a SQL value",
    label = "no column can hold this type",
    note = "wrap a serde type as `Json<{Self}>`, derive `DbEnum` for an enum, or `DbValue` for a newtype"
)]
pub trait Scalar: Sized + Send + Sync + Clone + 'static {
    /// What it is in SQL.
    const SQL: SqlType;

    /// The bind value.
    ///
    /// # Errors
    /// [`EncodeError`] when the value is outside the type's SQL domain.
    fn encode(&self, hint: Hint) -> Result<Arg, EncodeError>;

    /// The bind value, without a copy of texts and bytes.
    ///
    /// # Errors
    /// As [`encode`](Self::encode).
    #[inline]
    fn into_encoded(self, hint: Hint) -> Result<Arg, EncodeError> {
        self.encode(hint)
    }

    /// Reads a cell that is not NULL.
    ///
    /// # Errors
    /// [`DecodeError`] when the cell holds something else.
    fn decode<R: RowReader + ?Sized>(row: &R, at: usize, hint: Hint) -> Result<Self, DecodeError>;
}

/// An enum stored as text or integer. Implemented by `#[derive(DbEnum)]`.
pub trait EnumValue: Scalar {
    /// The enum's SQL description.
    const DEFINITION: &'static super::EnumDef;
}

/// A type with text operators: `like`, `lower`, `concat`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not text",
    label = "LIKE, LOWER, UPPER, LENGTH and concatenation take text",
    note = "cast it first: `.cast::<String>()`"
)]
pub trait TextLike: Scalar {}
#[diagnostic::do_not_recommend]
impl TextLike for String {}

/// A type with arithmetic.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a number",
    label = "arithmetic, SUM and AVG take numbers",
    note = "cast it first: `.cast::<i64>()`"
)]
pub trait Numeric: Scalar {}

/// A number type and what SUM makes of it.
#[diagnostic::on_unimplemented(message = "SUM takes numbers, not `{Self}`", label = "not a number")]
pub trait Summed: Numeric {
    /// The type of the sum, wide enough for many rows.
    type Sum: Scalar;
}

/// A number type and what AVG makes of it.
#[diagnostic::on_unimplemented(message = "AVG takes numbers, not `{Self}`", label = "not a number")]
pub trait Average: Numeric {
    /// The type of the average.
    type Average: Scalar;
}

macro_rules! integers {
    ($($ty:ty, $sql:ident, $arg:ident, $read:ident, $sum:ty);+ $(;)?) => {$(
        impl Scalar for $ty {
            const SQL: SqlType = SqlType::$sql;

            #[inline]
            fn encode(&self, hint: Hint) -> Result<Arg, EncodeError> {
                if hint.storage != Storage::Native {
                    limit::integer((*self).into(), <$ty>::MIN != 0, hint.storage)?;
                }
                Ok(Arg::$arg((*self).into()))
            }

            #[inline]
            fn decode<R: RowReader + ?Sized>(row: &R, at: usize, _: Hint) -> Result<Self, DecodeError> {
                let value = row.$read(at)?;
                Self::try_from(value)
                    .map_err(|_| DecodeError::OutOfRange { value: value.to_string(), target: stringify!($ty) })
            }
        }
        #[diagnostic::do_not_recommend]
        impl Numeric for $ty {}
        #[diagnostic::do_not_recommend]
        impl Summed for $ty { type Sum = $sum; }
        #[diagnostic::do_not_recommend]
        impl Average for $ty { type Average = f64; }
        scalar_value!([] $ty);
    )+};
}

integers! {
    i8, I8, Int, i64, i64;
    i16, I16, Int, i64, i64;
    i32, I32, Int, i64, i64;
    i64, I64, Int, i64, i64;
    u8, U8, Int, i64, i64;
    u16, U16, Int, i64, i64;
    u32, U32, Int, i64, i64;
    u64, U64, UInt, u64, u64;
}

macro_rules! floats {
    ($($ty:ty, $sql:ident, $arg:ident, $read:ident);+ $(;)?) => {$(
        impl Scalar for $ty {
            const SQL: SqlType = SqlType::$sql;

            fn encode(&self, _: Hint) -> Result<Arg, EncodeError> {
                if self.is_finite() {
                    Ok(Arg::$arg(*self))
                } else {
                    Err(EncodeError::NotFinite { value: self.to_string() })
                }
            }

            #[inline]
            fn decode<R: RowReader + ?Sized>(row: &R, at: usize, _: Hint) -> Result<Self, DecodeError> {
                row.$read(at)
            }
        }
        #[diagnostic::do_not_recommend]
        impl Numeric for $ty {}
        #[diagnostic::do_not_recommend]
        impl Summed for $ty { type Sum = f64; }
        #[diagnostic::do_not_recommend]
        impl Average for $ty { type Average = f64; }
        scalar_value!([] $ty);
    )+};
}

floats! { f32, F32, Float, f32; f64, F64, Double, f64; }

impl Scalar for bool {
    const SQL: SqlType = SqlType::Bool;

    fn encode(&self, _: Hint) -> Result<Arg, EncodeError> {
        Ok(Arg::Bool(*self))
    }

    #[inline]
    fn decode<R: RowReader + ?Sized>(row: &R, at: usize, _: Hint) -> Result<Self, DecodeError> {
        row.bool(at)
    }
}

impl Scalar for String {
    const SQL: SqlType = SqlType::Text;

    fn encode(&self, hint: Hint) -> Result<Arg, EncodeError> {
        self.clone().into_encoded(hint)
    }

    fn into_encoded(self, hint: Hint) -> Result<Arg, EncodeError> {
        text::checked(&self)?;
        match hint.storage {
            Storage::IgnoreCase => return Ok(Arg::Enum(self)),
            Storage::Sized(size) => limit::length(self.len(), size, "text")?,
            _ => {}
        }
        Ok(Arg::Text(self))
    }

    #[inline]
    fn decode<R: RowReader + ?Sized>(row: &R, at: usize, _: Hint) -> Result<Self, DecodeError> {
        row.text(at).map(str::to_owned)
    }
}

impl Scalar for Vec<u8> {
    const SQL: SqlType = SqlType::Bytes;

    fn encode(&self, hint: Hint) -> Result<Arg, EncodeError> {
        self.clone().into_encoded(hint)
    }

    fn into_encoded(self, hint: Hint) -> Result<Arg, EncodeError> {
        if let Storage::Sized(size) = hint.storage {
            limit::length(self.len(), size, "bytes")?;
        }
        Ok(Arg::Bytes(self))
    }

    #[inline]
    fn decode<R: RowReader + ?Sized>(row: &R, at: usize, _: Hint) -> Result<Self, DecodeError> {
        row.bytes(at).map(<[u8]>::to_vec)
    }
}

macro_rules! native {
    ($($ty:ty, $sql:ident, $read:ident, |$value:ident, $hint:ident| $encode:expr);+ $(;)?) => {$(
        impl Scalar for $ty {
            const SQL: SqlType = SqlType::$sql;

            fn encode(&self, $hint: Hint) -> Result<Arg, EncodeError> {
                let $value = *self;
                $encode
            }

            #[inline]
            fn decode<R: RowReader + ?Sized>(row: &R, at: usize, hint: Hint) -> Result<Self, DecodeError> {
                row.$read(at, hint)
            }
        }
        scalar_value!([] $ty);
    )+};
}

native! {
    Uuid, Uuid, uuid, |value, hint| Ok(Arg::Uuid(value).stored_as(hint));
    Decimal, Decimal, decimal, |value, hint| super::decimal::encode(value, hint);
    NaiveDate, Date, date, |value, _hint| text::checked_date(value).map(Arg::Date);
    NaiveTime, Time, time, |value, hint| text::fitting_time(value, hint).map(Arg::Time);
    NaiveDateTime, DateTime, datetime, |value, hint| text::fitting_datetime(value, hint).map(Arg::DateTime);
    DateTime<Utc>, Timestamp, timestamp, |value, hint| {
        text::fitting_datetime(value.naive_utc(), hint).map(|_| Arg::Timestamp(value).stored_as(hint))
    };
}

#[diagnostic::do_not_recommend]
impl Numeric for Decimal {}
#[diagnostic::do_not_recommend]
impl Summed for Decimal {
    type Sum = Decimal;
}
#[diagnostic::do_not_recommend]
impl Average for Decimal {
    type Average = Decimal;
}

scalar_value!([] bool, [] String, [] Vec<u8>);
