use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;

use orm_core::types::{Arg, ArrayArg, EncodeError, IpNetwork};
use orm_core::{BuildError, Error};
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::types::Oid;
use sqlx::postgres::{PgArgumentBuffer, PgArguments, PgTypeInfo};
use sqlx::{Arguments, Encode, Type};

use crate::dialect::MAX_PARAMETERS;
use crate::{numeric, types};

/// The bind values in the server's form.
pub(crate) fn arguments(args: &[Arg]) -> Result<PgArguments, Error> {
    if args.len() > MAX_PARAMETERS {
        return Err(BuildError::TooManyParameters {
            count: args.len(),
            limit: MAX_PARAMETERS,
            dialect: crate::DIALECT.name,
        }
        .into());
    }
    let mut arguments = PgArguments::default();
    arguments.reserve(args.len(), args.len() * 12);
    for arg in args {
        check(arg)?;
        arguments.add(Bound(arg)).map_err(|error| Error::Database {
            code: "54000".to_owned(),
            message: error.to_string(),
        })?;
    }
    Ok(arguments)
}

/// Refuses what has no form on the server.
fn check(arg: &Arg) -> Result<(), Error> {
    match arg {
        Arg::UInt(value) if i64::try_from(*value).is_err() => Err(refused(value, "bigint")),
        Arg::DateTime(value) if types::micros(*value).is_none() => Err(refused(value, "timestamp")),
        Arg::Timestamp(value) if types::micros(value.naive_utc()).is_none() => {
            Err(refused(value, "timestamptz"))
        }
        Arg::Text(text) | Arg::Enum(text) | Arg::Json(text) if text.as_bytes().contains(&0) => {
            Err(BuildError::Encode(EncodeError::Nul).into())
        }
        Arg::Array(array) => array.values.iter().try_for_each(check),
        Arg::Custom(custom) => check(&custom.stored),
        // Filled in by the handle; without one there is no tenant whose rows these could be.
        Arg::Tenant(_) => Err(BuildError::NoTenant { table: "" }.into()),
        Arg::Param(..) => Err(BuildError::MissingParameter.into()),
        Arg::Keys(_, values) => values.iter().try_for_each(check),
        _ => Ok(()),
    }
}

#[cold]
fn refused(value: &impl ToString, target: &'static str) -> Error {
    BuildError::Encode(EncodeError::OutOfRange {
        value: value.to_string(),
        target,
    })
    .into()
}

/// The type as which a value is declared.
fn declared(arg: &Arg) -> u32 {
    match arg {
        Arg::Null(sql) | Arg::Actor(_, sql) => types::of(*sql),
        Arg::Bool(_) => types::BOOL,
        Arg::Int(_) | Arg::UInt(_) => types::INT8,
        Arg::Float(_) => types::FLOAT4,
        Arg::Double(_) => types::FLOAT8,
        Arg::Text(_) => types::TEXT,
        Arg::Enum(_) | Arg::Tenant(_) | Arg::Param(..) => types::INFERRED,
        Arg::Custom(custom) => declared(&custom.stored),
        Arg::Bytes(_) => types::BYTEA,
        Arg::Uuid(_) => types::UUID,
        Arg::Decimal(..) => types::NUMERIC,
        Arg::Date(_) => types::DATE,
        Arg::Time(_) => types::TIME,
        Arg::DateTime(_) => types::TIMESTAMP,
        Arg::Timestamp(_) | Arg::Now(_) => types::TIMESTAMPTZ,
        Arg::Json(_) => types::JSONB,
        Arg::Interval(_) => types::INTERVAL,
        Arg::Ip(_) => types::INET,
        Arg::IpNetwork(_) => types::CIDR,
        Arg::Array(array) => types::array_of(array.element, array.hint).1,
        Arg::Keys(sql, _) => types::keys_of(*sql).1,
    }
}

struct Bound<'a>(&'a Arg);

impl Type<sqlx::Postgres> for Bound<'_> {
    fn type_info() -> PgTypeInfo {
        PgTypeInfo::with_oid(Oid(types::INFERRED))
    }
}

impl Encode<'_, sqlx::Postgres> for Bound<'_> {
    fn produces(&self) -> Option<PgTypeInfo> {
        Some(PgTypeInfo::with_oid(Oid(declared(self.0))))
    }

    fn encode_by_ref(&self, out: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        match self.0 {
            Arg::Null(_) | Arg::Actor(..) | Arg::Tenant(_) | Arg::Param(..) => {
                return Ok(IsNull::Yes);
            }
            Arg::Bool(value) => out.push(u8::from(*value)),
            Arg::Int(value) => out.extend(value.to_be_bytes()),
            // Its range was checked before.
            Arg::UInt(value) => out.extend(value.to_be_bytes()),
            Arg::Float(value) => out.extend(value.to_be_bytes()),
            Arg::Double(value) => out.extend(value.to_be_bytes()),
            Arg::Text(value) | Arg::Enum(value) => out.extend_from_slice(value.as_bytes()),
            Arg::Custom(custom) => return Bound(&custom.stored).encode_by_ref(out),
            Arg::Bytes(value) => out.extend_from_slice(value),
            Arg::Uuid(value) => out.extend_from_slice(value.as_bytes()),
            Arg::Decimal(value, scale) => numeric::write(out, *value, *scale),
            Arg::Date(value) => out.extend(i32::try_from(types::days(*value))?.to_be_bytes()),
            Arg::Time(value) => out.extend(types::time_micros(*value).to_be_bytes()),
            Arg::DateTime(value) => moment(out, *value),
            Arg::Timestamp(value) => moment(out, value.naive_utc()),
            Arg::Now(_) => moment(out, orm_core::types::utc_now().naive_utc()),
            Arg::Json(value) => {
                // The version of the binary form.
                out.push(1);
                out.extend_from_slice(value.as_bytes());
            }
            Arg::Interval(value) => {
                out.extend(value.microseconds.to_be_bytes());
                out.extend(value.days.to_be_bytes());
                out.extend(value.months.to_be_bytes());
            }
            Arg::Ip(value) => address(out, (*value).into(), false),
            Arg::IpNetwork(value) => address(out, *value, true),
            Arg::Array(value) => array(out, value)?,
            Arg::Keys(sql, values) => {
                // One dimension, without NULLs, counted from 1.
                let (element, _) = types::keys_of(*sql);
                let count = i32::try_from(values.len())?;
                for number in [1, 0, element as i32, count, 1] {
                    out.extend(number.to_be_bytes());
                }
                for value in values.iter() {
                    let length = out.len();
                    out.extend(0_i32.to_be_bytes());
                    let _ = Bound(value).encode_by_ref(out)?;
                    let written = i32::try_from(out.len() - length - 4)?;
                    out[length..length + 4].copy_from_slice(&written.to_be_bytes());
                }
            }
        }
        Ok(IsNull::No)
    }
}

/// Family, bits of the prefix, whether it is a network, length of the address, the address.
fn address(out: &mut PgArgumentBuffer, value: IpNetwork, network: bool) {
    let family = if value.address().is_ipv4() { 2 } else { 3 };
    out.extend([family, value.prefix(), u8::from(network)]);
    match value.address() {
        IpAddr::V4(address) => {
            out.push(4);
            out.extend(address.octets());
        }
        IpAddr::V6(address) => {
            out.push(16);
            out.extend(address.octets());
        }
    }
}

/// Dimensions, whether there are NULLs, the type of the elements, their count, the place of the
/// first; then each element with its length.
fn array(out: &mut PgArgumentBuffer, array: &ArrayArg) -> Result<(), BoxDynError> {
    let (element, _) = types::array_of(array.element, array.hint);
    let count = i32::try_from(array.values.len())?;
    let nulls = array.values.iter().any(|arg| matches!(arg, Arg::Null(_)));
    // One that is empty has no dimension.
    out.extend(i32::from(count > 0).to_be_bytes());
    out.extend(i32::from(nulls).to_be_bytes());
    out.extend(element.to_be_bytes());
    if count > 0 {
        out.extend(count.to_be_bytes());
        out.extend(1_i32.to_be_bytes());
    }
    for arg in &array.values {
        let at = out.len();
        out.extend((-1_i32).to_be_bytes());
        match (arg, element) {
            (Arg::Int(value), types::INT2) => out.extend(i16::try_from(*value)?.to_be_bytes()),
            (Arg::Int(value), types::INT4) => out.extend(i32::try_from(*value)?.to_be_bytes()),
            _ => {
                if let IsNull::Yes = Bound(arg).encode_by_ref(out)? {
                    continue;
                }
            }
        }
        let length = i32::try_from(out.len() - at - 4)?;
        out[at..at + 4].copy_from_slice(&length.to_be_bytes());
    }
    Ok(())
}

fn moment(out: &mut PgArgumentBuffer, value: chrono::NaiveDateTime) {
    // Its range was checked before.
    out.extend(types::micros(value).unwrap_or(i64::MAX).to_be_bytes());
}

/// Which types the connection's prepared statements were prepared for. sqlx finds them by their
/// text alone, and would send values of other types to them.
#[derive(Default)]
pub(crate) struct Signatures {
    hasher: RandomState,
    known: HashMap<u64, u64>,
}

impl Signatures {
    /// More texts than this are probably made of values.
    const MOST: usize = 4_096;

    /// Whether so many are known that all prepared statements should go.
    pub(crate) fn full(&self) -> bool {
        self.known.len() >= Self::MOST
    }

    pub(crate) fn clear(&mut self) {
        self.known.clear();
    }

    /// What stands behind the text under which the statement is prepared: nothing, unless the text
    /// is taken by a statement with bind values of other types.
    pub(crate) fn suffix(&mut self, sql: &str, args: &[Arg]) -> Option<String> {
        if args.is_empty() {
            return None;
        }
        let types: Vec<u32> = args.iter().map(declared).collect();
        let signature = self.hasher.hash_one(types);
        let text = self.hasher.hash_one(sql);
        let first = *self.known.entry(text).or_insert(signature);
        (first != signature).then(|| suffix(args))
    }
}

/// The types of bind values as a comment.
pub(crate) fn suffix(args: &[Arg]) -> String {
    let mut suffix = String::from(" /*");
    for arg in args {
        suffix.push(' ');
        let declared = declared(arg);
        match name(declared) {
            // An array: the number tells one from the other.
            "?" => suffix.push_str(&declared.to_string()),
            name => suffix.push_str(name),
        }
    }
    suffix.push_str(" */");
    suffix
}

fn name(oid: u32) -> &'static str {
    match oid {
        types::BOOL => "bool",
        types::INT8 => "int8",
        types::FLOAT4 => "float4",
        types::FLOAT8 => "float8",
        types::TEXT => "text",
        types::BYTEA => "bytea",
        types::UUID => "uuid",
        types::NUMERIC => "numeric",
        types::DATE => "date",
        types::TIME => "time",
        types::TIMESTAMP => "timestamp",
        types::TIMESTAMPTZ => "timestamptz",
        types::JSONB => "jsonb",
        types::INTERVAL => "interval",
        types::INET => "inet",
        types::CIDR => "cidr",
        _ => "?",
    }
}
