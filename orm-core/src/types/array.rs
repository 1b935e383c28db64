use std::net::IpAddr;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{
    Arg, DecodeError, EncodeError, EnumValue, Hint, Interval, IpNetwork, Json, Nullness, RowReader,
    Scalar, SqlType, Value,
};
use crate::scalar_value;
use crate::schema::ColumnDef;

/// A type that an array can hold: every [`Scalar`] but `u8`, since `Vec<u8>` is bytes, and but
/// arrays; or an `Option` of one, for arrays with NULLs.
///
/// An array is a `Vec` of it, on backends with [`HasArrays`](crate::driver::HasArrays).
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be held by an array column",
    label = "not the element of a SQL array",
    note = "wrap a serde type as `Json<Vec<{Self}>>`, derive `DbEnum` for an enum, or `DbValue` for a newtype"
)]
pub trait ArrayElement: Value + Clone + Sync {}

macro_rules! elements {
    ($($ty:ty),+ $(,)?) => {$(
        #[diagnostic::do_not_recommend]
        impl ArrayElement for $ty {}
    )+};
}

elements!(
    bool,
    i8,
    i16,
    i32,
    i64,
    u16,
    u32,
    u64,
    f32,
    f64,
    String,
    Vec<u8>,
    Uuid,
    Decimal,
    NaiveDate,
    NaiveTime,
    NaiveDateTime,
    DateTime<Utc>,
    Interval,
    IpAddr,
    IpNetwork,
);

#[diagnostic::do_not_recommend]
impl<T> ArrayElement for Json<T> where Json<T>: Value + Clone + Sync {}
#[diagnostic::do_not_recommend]
impl<T: EnumValue + Value> ArrayElement for T {}
#[diagnostic::do_not_recommend]
impl<T: ArrayElement + Scalar> ArrayElement for Option<T> {}

/// A `Vec` as an array, with the type of its elements.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an array",
    label = "this operator takes an array column",
    note = "a column of type `Vec<..>` is one"
)]
pub trait List: Scalar {
    /// The type of an element, without `Option`.
    type Element: Scalar;
    /// Whether an element may be NULL.
    type ElementNull: Nullness;
}

#[diagnostic::do_not_recommend]
impl<V: ArrayElement> List for Vec<V> {
    type Element = V::Base;
    type ElementNull = V::Null;
}

/// A list of values as one bind value.
#[derive(Clone, Debug, PartialEq)]
pub struct ArrayArg {
    /// The type of its elements.
    pub element: SqlType,
    /// How the elements are stored.
    pub hint: Hint,
    /// The elements.
    pub values: Vec<Arg>,
    sql: SqlType,
}

impl ArrayArg {
    /// Of elements of type `V`.
    ///
    /// # Errors
    /// [`EncodeError`] when an element is outside its type's SQL domain.
    pub fn of<V: ArrayElement>(values: &[V], hint: Hint) -> Result<Self, EncodeError> {
        Ok(Self {
            element: V::SQL,
            hint,
            values: values
                .iter()
                .map(|value| value.to_arg(hint))
                .collect::<Result<_, _>>()?,
            sql: <Vec<V> as Scalar>::SQL,
        })
    }

    /// Of values that are stored in this column, one per row.
    pub(crate) fn of_column(column: &'static ColumnDef, values: Vec<Arg>) -> Self {
        Self {
            element: column.sql,
            hint: column.hint,
            values,
            sql: SqlType::Array(&column.sql),
        }
    }

    /// The type of the whole.
    pub fn sql(&self) -> SqlType {
        self.sql
    }
}

/// The elements of an array cell, which are read like the cells of a row.
pub struct Cells<'r> {
    /// How many there are.
    pub count: usize,
    /// Reads them by position.
    pub reader: Box<dyn RowReader + 'r>,
}

impl<V: ArrayElement> Scalar for Vec<V> {
    const SQL: SqlType = {
        assert!(
            !matches!(V::SQL, SqlType::Array(_)),
            "an array of arrays has no column type: write `Json<Vec<Vec<_>>>`"
        );
        SqlType::Array(&V::SQL)
    };

    fn encode(&self, hint: Hint) -> Result<Arg, EncodeError> {
        ArrayArg::of(self, hint).map(|array| Arg::Array(Box::new(array)))
    }

    fn decode<R: RowReader + ?Sized>(row: &R, at: usize, hint: Hint) -> Result<Self, DecodeError> {
        let cells = row.array(at)?;
        (0..cells.count)
            .map(|at| V::from_row(&*cells.reader, at, hint))
            .collect()
    }
}

scalar_value!([V: ArrayElement] Vec<V>);
