use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use orm_core::sql::{Operation, Statement};
use orm_core::types::network::Bytes;
use orm_core::types::{Arg, EncodeError, SqlType, text};
use orm_core::{BuildError, Error};
use rust_decimal::Decimal;
use sqlx::Arguments;
use sqlx::error::BoxDynError;
use sqlx::mysql::MySqlArguments;

use crate::MYSQL_DIALECT;
use crate::interpolate::{finite, missing};

/// The bind values in the binary protocol's form.
pub(crate) fn arguments(args: &[Arg]) -> Result<MySqlArguments, Error> {
    let limit = MYSQL_DIALECT.max_parameters;
    if args.len() > limit {
        // sqlx would send the count's last 16 bits.
        return Err(BuildError::TooManyParameters {
            count: args.len(),
            limit,
            dialect: MYSQL_DIALECT.name,
        }
        .into());
    }
    let mut out = MySqlArguments::default();
    out.reserve(args.len(), args.len() * 8);
    for arg in args {
        add(&mut out, arg)?;
    }
    Ok(out)
}

fn add(out: &mut MySqlArguments, arg: &Arg) -> Result<(), Error> {
    let added = match arg {
        Arg::Null(sql) | Arg::Actor(_, sql) => null(out, *sql),
        Arg::Bool(value) => out.add(*value),
        Arg::Int(value) => out.add(*value),
        Arg::UInt(value) => out.add(*value),
        // As a double: the column may be one, and the server would not widen it the same way in
        // every place.
        Arg::Float(value) => out.add(finite(f64::from(*value))?),
        Arg::Double(value) => out.add(finite(*value)?),
        Arg::Text(value) | Arg::Enum(value) | Arg::Json(value) => out.add(value.as_str()),
        Arg::Custom(custom) => return add(out, &custom.stored),
        Arg::Bytes(value) => out.add(value.as_slice()),
        Arg::Uuid(value) => out.add(value.as_bytes().as_slice()),
        Arg::Decimal(value, _) => out.add(*value),
        Arg::Date(value) => out.add(*value),
        Arg::Time(value) => out.add(*value),
        Arg::DateTime(value) => out.add(*value),
        Arg::Timestamp(value) => out.add(value.naive_utc()),
        Arg::Now(_) => out.add(text::now().naive_utc()),
        Arg::Ip(value) => out.add(Bytes::of_address(*value).as_slice()),
        Arg::IpNetwork(value) => out.add(Bytes::of_network(*value).as_slice()),
        Arg::Interval(_) | Arg::Array(_) | Arg::Keys(..) => return Err(missing(arg)),
        // Filled in by the handle; without one there is no tenant whose rows these could be.
        Arg::Tenant(_) => return Err(BuildError::NoTenant { table: "" }.into()),
        Arg::Param(..) => return Err(BuildError::MissingParameter.into()),
    };
    added.map_err(|_| {
        // Of these only a date has a form that may not be written: a year that isn't positive.
        BuildError::Encode(EncodeError::Time {
            value: arg.kind().to_owned(),
            rule: "years 1 to 9999 are",
        })
        .into()
    })
}

/// The text under which a statement with these values is prepared. MySQL keeps the type that a
/// placeholder had first, where its place says nothing: one that was a double makes doubles of the
/// whole numbers that come later. So texts that take other types are told apart by a comment. An
/// insert's places are columns.
pub(crate) fn marked(statement: Statement) -> String {
    let numbers = |statement: &Statement| statement.args().iter().all(|arg| mark(arg) == 'n');
    if statement.operation() == Operation::Insert || numbers(&statement) {
        return statement.into_sql();
    }
    let marks: String = statement.args().iter().map(mark).collect();
    let mut sql = statement.into_sql();
    sql.push_str(" /* ");
    sql.push_str(&marks);
    sql.push_str(" */");
    sql
}

fn mark(arg: &Arg) -> char {
    match arg {
        Arg::Null(sql) | Arg::Actor(_, sql) => match sql.stored() {
            SqlType::F32 | SqlType::F64 => 'f',
            SqlType::Text | SqlType::Json => 't',
            SqlType::Enum(definition) if definition.numbers.is_empty() => 't',
            SqlType::Bytes | SqlType::Uuid | SqlType::Ip | SqlType::IpNetwork => 'b',
            SqlType::Date => 'd',
            SqlType::Time => 'h',
            SqlType::DateTime | SqlType::Timestamp => 'm',
            _ => 'n',
        },
        Arg::Custom(custom) => mark(&custom.stored),
        Arg::Float(_) | Arg::Double(_) => 'f',
        Arg::Text(_) | Arg::Enum(_) | Arg::Json(_) => 't',
        Arg::Bytes(_) | Arg::Uuid(_) | Arg::Ip(_) | Arg::IpNetwork(_) => 'b',
        Arg::Date(_) => 'd',
        Arg::Time(_) => 'h',
        Arg::DateTime(_) | Arg::Timestamp(_) | Arg::Now(_) => 'm',
        _ => 'n',
    }
}

/// A NULL of the type that a value in its place would have.
fn null(out: &mut MySqlArguments, sql: SqlType) -> Result<(), BoxDynError> {
    match sql {
        SqlType::Custom(custom) => null(out, custom.stored),
        SqlType::Bool => out.add(None::<bool>),
        SqlType::I8 | SqlType::I16 | SqlType::I32 | SqlType::I64 => out.add(None::<i64>),
        SqlType::U8 | SqlType::U16 | SqlType::U32 => out.add(None::<i64>),
        SqlType::U64 => out.add(None::<u64>),
        SqlType::F32 | SqlType::F64 => out.add(None::<f64>),
        SqlType::Bytes | SqlType::Uuid | SqlType::Ip | SqlType::IpNetwork => out.add(None::<&[u8]>),
        SqlType::Decimal => out.add(None::<Decimal>),
        SqlType::Date => out.add(None::<NaiveDate>),
        SqlType::Time => out.add(None::<NaiveTime>),
        SqlType::DateTime | SqlType::Timestamp => out.add(None::<NaiveDateTime>),
        SqlType::Enum(definition) if !definition.numbers.is_empty() => out.add(None::<i64>),
        SqlType::Text
        | SqlType::Json
        | SqlType::Enum(_)
        | SqlType::Interval
        | SqlType::Array(_) => out.add(None::<&str>),
    }
}
