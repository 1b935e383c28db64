use orm_core::types::network::Bytes;
use orm_core::types::{Arg, EncodeError, text, to_scaled};
use orm_core::{BuildError, Error};
use rusqlite::Statement;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};

use crate::value::{mismatch, number, refused, signed};

/// Binds values to all placeholders of a statement.
pub(crate) fn bind(statement: &mut Statement<'_>, args: &[Arg]) -> Result<(), Error> {
    let placeholders = statement.parameter_count();
    if placeholders != args.len() {
        return Err(mismatch(placeholders, args.len()));
    }
    for (at, arg) in args.iter().enumerate() {
        bind_one(statement, at + 1, arg)?;
    }
    Ok(())
}

fn bind_one(statement: &mut Statement<'_>, at: usize, arg: &Arg) -> Result<(), Error> {
    let mut put = |value: ValueRef<'_>| {
        statement
            .raw_bind_parameter(at, Borrowed(value))
            .map_err(crate::error::database)
    };
    match arg {
        Arg::Null(_) | Arg::Actor(..) => put(ValueRef::Null),
        Arg::Bool(value) => put(ValueRef::Integer(i64::from(*value))),
        Arg::Int(value) => put(ValueRef::Integer(*value)),
        Arg::UInt(value) => put(ValueRef::Integer(signed(*value)?)),
        Arg::Float(value) => put(ValueRef::Real(number(f64::from(*value))?)),
        Arg::Double(value) => put(ValueRef::Real(number(*value)?)),
        Arg::Text(value) | Arg::Enum(value) | Arg::Json(value) => {
            put(ValueRef::Text(value.as_bytes()))
        }
        Arg::Custom(custom) => bind_one(statement, at, &custom.stored),
        Arg::Bytes(value) => put(ValueRef::Blob(value)),
        Arg::Uuid(value) => put(ValueRef::Blob(value.as_bytes())),
        Arg::Ip(value) => put(ValueRef::Blob(Bytes::of_address(*value).as_slice())),
        Arg::IpNetwork(value) => put(ValueRef::Blob(Bytes::of_network(*value).as_slice())),
        // The writer refuses them before.
        Arg::Interval(_) | Arg::Array(_) => Err(BuildError::TypeMissing {
            what: arg.kind(),
            dialect: crate::DIALECT.name,
        }
        .into()),
        Arg::Decimal(value, scale) => put(ValueRef::Integer(
            to_scaled(*value, *scale).map_err(refused)?,
        )),
        Arg::Date(value) => put(ValueRef::Text(&text::date_bytes(*value))),
        Arg::Time(value) => put(ValueRef::Text(&text::time_bytes(*value))),
        Arg::DateTime(value) => put(ValueRef::Text(&text::datetime_bytes(*value))),
        Arg::Timestamp(value) => put(ValueRef::Text(&text::datetime_bytes(value.naive_utc()))),
        Arg::Now(_) => put(ValueRef::Text(&text::datetime_bytes(
            text::now().naive_utc(),
        ))),
        Arg::Keys(..) => Err(refused(EncodeError::OutOfRange {
            value: "an array".to_owned(),
            target: "value of SQLite",
        })),
        // Filled in by the handle; without one there is no tenant whose rows these could be.
        Arg::Tenant(_) => Err(BuildError::NoTenant { table: "" }.into()),
        Arg::Param(..) => Err(BuildError::MissingParameter.into()),
    }
}

/// A value that SQLite copies once, when it is bound.
struct Borrowed<'v>(ValueRef<'v>);

impl ToSql for Borrowed<'_> {
    #[inline]
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(self.0))
    }
}
