//! Bind values as D1 takes them. It binds every number as a float, and at most 100 values: whole
//! numbers, bytes, and all that has a fixed form stand in the text; texts and floats are bound, and
//! the shortest of them stand in the text where they are too many. SQLite knows no escapes but the
//! doubled quote.

use orm_core::types::network::Bytes;
use orm_core::types::{Arg, text, to_scaled};
use orm_core::{BuildError, Error};
use serde_json::Value;

use crate::value::{number, refused, signed};

/// What one statement binds.
const BOUND: usize = 100;

/// Bytes up to this length stand in the text.
const SHORT: usize = 64;

/// What takes a placeholder's place.
pub(super) enum Place {
    /// Text that stands for itself.
    Literal(String),
    /// A bound value, and the text around its placeholder.
    Bound(&'static str, Value, &'static str),
}

pub(super) fn places(args: &[Arg]) -> Result<Vec<Place>, Error> {
    let mut places = args.iter().map(place).collect::<Result<Vec<_>, _>>()?;
    let bound = |place: &Place| matches!(place, Place::Bound(..));
    let count = places.iter().filter(|place| bound(place)).count();
    let mut by_length: Vec<usize> = (0..places.len()).filter(|at| bound(&places[*at])).collect();
    by_length.sort_by_key(|at| match &places[*at] {
        Place::Bound(_, Value::String(text), _) => text.len(),
        _ => 0,
    });
    for at in &by_length[..count.saturating_sub(BOUND)] {
        if let Place::Bound(before, value, after) = &places[*at] {
            let literal = match value {
                Value::String(text) => quoted(text),
                number => format!("{:e}", number.as_f64().unwrap_or_default()),
            };
            places[*at] = Place::Literal(format!("{before}{literal}{after}"));
        }
    }
    Ok(places)
}

fn place(arg: &Arg) -> Result<Place, Error> {
    let literal = |text: String| Ok(Place::Literal(text));
    let stamp = |text: String| Ok(Place::Literal(format!("'{text}'")));
    match arg {
        Arg::Null(_) | Arg::Actor(..) => literal("NULL".to_owned()),
        Arg::Bool(value) => literal(i64::from(*value).to_string()),
        Arg::Int(value) => literal(whole(*value)),
        Arg::UInt(value) => literal(whole(signed(*value)?)),
        Arg::Decimal(value, scale) => literal(whole(to_scaled(*value, *scale).map_err(refused)?)),
        Arg::Float(value) => float(f64::from(*value)),
        Arg::Double(value) => float(*value),
        Arg::Text(value) | Arg::Enum(value) | Arg::Json(value) => {
            Ok(Place::Bound("", Value::String(value.clone()), ""))
        }
        Arg::Custom(custom) => place(&custom.stored),
        Arg::Bytes(value) if value.len() > SHORT => {
            Ok(Place::Bound("unhex(", Value::String(hex(value)), ")"))
        }
        Arg::Bytes(value) => literal(format!("X'{}'", hex(value))),
        Arg::Uuid(value) => literal(format!("X'{}'", hex(value.as_bytes()))),
        Arg::Ip(value) => literal(format!("X'{}'", hex(Bytes::of_address(*value).as_slice()))),
        Arg::IpNetwork(value) => {
            literal(format!("X'{}'", hex(Bytes::of_network(*value).as_slice())))
        }
        // The writer refuses them before.
        Arg::Interval(_) | Arg::Array(_) | Arg::Keys(..) => Err(BuildError::TypeMissing {
            what: arg.kind(),
            dialect: crate::D1_DIALECT.name,
        }
        .into()),
        Arg::Date(value) => stamp(text::format_date(*value)),
        Arg::Time(value) => stamp(text::format_time(*value)),
        Arg::DateTime(value) => stamp(text::format_datetime(*value)),
        Arg::Timestamp(value) => stamp(text::format_datetime(value.naive_utc())),
        Arg::Now(_) => stamp(text::format_datetime(text::now().naive_utc())),
        // Filled in by the handle; without one there is no tenant whose rows these could be.
        Arg::Tenant(_) => Err(BuildError::NoTenant { table: "" }.into()),
        Arg::Param(..) => Err(BuildError::MissingParameter.into()),
    }
}

/// In parentheses where it is negative: `a -?` must not become a comment.
fn whole(value: i64) -> String {
    if value < 0 {
        format!("({value})")
    } else {
        value.to_string()
    }
}

fn float(value: f64) -> Result<Place, Error> {
    let value = number(value)?;
    Ok(match serde_json::Number::from_f64(value) {
        Some(number) => Place::Bound("CAST(", Value::Number(number), " AS REAL)"),
        // JSON has no infinity.
        None if value > 0.0 => Place::Literal("9e999".to_owned()),
        None => Place::Literal("(-9e999)".to_owned()),
    })
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |byte: u8| char::from(DIGITS[usize::from(byte & 15)]);
    let digits = bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(*byte)]);
    digits.collect()
}
