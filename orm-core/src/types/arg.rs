use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

use std::net::IpAddr;

use super::{ArrayArg, CustomArg, Hint, Interval, IpNetwork, SqlType, Storage};

/// A bind value of a statement, before the driver gives it the server's form.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// NULL of a type.
    Null(SqlType),
    /// A truth value.
    Bool(bool),
    /// A signed integer.
    Int(i64),
    /// An unsigned integer; backends without one refuse values above `i64::MAX`.
    UInt(u64),
    /// A single precision number.
    Float(f32),
    /// A double precision number.
    Double(f64),
    /// Text.
    Text(String),
    /// The stored name of an enum's value, or any other text whose type is that of the place where
    /// it stands.
    Enum(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A uuid in the backend's own form.
    Uuid(Uuid),
    /// An exact number with the column's count of digits after the point.
    Decimal(Decimal, u8),
    /// A calendar date.
    Date(NaiveDate),
    /// A time of day.
    Time(NaiveTime),
    /// A date and time without a zone.
    DateTime(NaiveDateTime),
    /// A moment in time.
    Timestamp(DateTime<Utc>),
    /// A JSON document.
    Json(String),
    /// A span of time.
    Interval(Interval),
    /// The address of a host.
    Ip(IpAddr),
    /// A block of addresses.
    IpNetwork(IpNetwork),
    /// A list of values of one type.
    Array(Box<ArrayArg>),
    /// A value of a type that the application declared.
    Custom(Box<CustomArg>),
    /// Values of one type as one array, for backends that take it. None of them is NULL.
    Keys(SqlType, std::sync::Arc<[Arg]>),
    /// The tenant of the executing handle, stored as the hint says. Filled in by the handle.
    Tenant(Hint),
    /// The actor of the executing handle, in a column of this type. Filled in by the handle.
    Actor(Hint, SqlType),
    /// The moment of execution. Filled in by the handle.
    Now(Hint),
    /// A parameter of a prepared statement, by its place. Filled in when the statement is executed.
    Param(u8, Hint),
}

impl Arg {
    /// The same value in the form that a column with this hint stores.
    pub(crate) fn stored_as(self, hint: Hint) -> Self {
        match (self, hint.storage) {
            (Self::Uuid(value), Storage::Text) => Self::Text(value.hyphenated().to_string()),
            (Self::Timestamp(value), Storage::WithoutZone) => Self::DateTime(value.naive_utc()),
            (arg, _) => arg,
        }
    }

    /// The type of a value that not every database has a form for.
    pub(crate) fn rare(&self) -> Option<SqlType> {
        match self {
            Self::Interval(_) => Some(SqlType::Interval),
            Self::Array(array) => Some(array.sql()),
            Self::Custom(custom) => Some(SqlType::Custom(custom.definition)),
            Self::Null(sql) if !sql.everywhere() => Some(*sql),
            _ => None,
        }
    }

    /// What is sent: of a type that the application declared, its stored form.
    pub(crate) fn into_stored(self) -> Self {
        match self {
            Self::Custom(custom) => custom.stored,
            Self::Null(sql) => Self::Null(sql.stored()),
            arg => arg,
        }
    }

    /// A key as text: of an integer, a text or a uuid.
    pub(crate) fn plain(&self) -> Option<String> {
        match self {
            Self::Int(value) => Some(value.to_string()),
            Self::UInt(value) => Some(value.to_string()),
            Self::Text(value) | Self::Enum(value) => Some(value.clone()),
            Self::Uuid(value) => Some(value.to_string()),
            _ => None,
        }
    }

    /// What kind of value this is, for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null(_) => "NULL",
            Self::Bool(_) => "boolean",
            Self::Int(_) => "integer",
            Self::UInt(_) => "unsigned integer",
            Self::Float(_) | Self::Double(_) => "float",
            Self::Text(_) => "text",
            Self::Enum(_) => "enum",
            Self::Bytes(_) => "bytes",
            Self::Uuid(_) => "uuid",
            Self::Decimal(..) => "decimal",
            Self::Date(_) => "date",
            Self::Time(_) => "time",
            Self::DateTime(_) => "date-time",
            Self::Timestamp(_) => "timestamp",
            Self::Json(_) => "json",
            Self::Interval(_) => "interval",
            Self::Ip(_) => "IP address",
            Self::IpNetwork(_) => "IP network",
            Self::Array(_) => "array",
            Self::Custom(custom) => custom.definition.name,
            Self::Keys(..) => "keys",
            Self::Tenant(_) => "tenant",
            Self::Actor(..) => "actor",
            Self::Now(_) => "now",
            Self::Param(..) => "parameter",
        }
    }
}
