//! Bind values written into the text of a statement, for servers and poolers that take no prepared
//! statements. What comes out means the same in every `sql_mode`.

use orm_core::types::network::Bytes;
use orm_core::types::{Arg, EncodeError, text};
use orm_core::{BuildError, Error};

use crate::MYSQL_DIALECT;

mod scan;

use scan::{Part, Parts};

/// The statement with its placeholders replaced by literals.
///
/// # Errors
/// Too few or too many values, a text in which placeholders can't be told from literals with
/// certainty, and values that have no literal.
pub(crate) fn interpolate(sql: &str, args: &[Arg]) -> Result<String, Error> {
    let mut out = String::with_capacity(sql.len() + args.len() * 16);
    let mut left = args.iter();
    let mut placeholders = 0;
    for part in Parts::of(sql) {
        match part? {
            Part::Text(text) => out.push_str(text),
            Part::Placeholder => {
                placeholders += 1;
                if let Some(arg) = left.next() {
                    literal(&mut out, arg)?;
                }
            }
        }
    }
    if placeholders != args.len() {
        return Err(Error::Database {
            code: "1210".to_owned(),
            message: format!("{} bind values for {placeholders} placeholders", args.len()),
        });
    }
    Ok(out)
}

fn literal(out: &mut String, arg: &Arg) -> Result<(), Error> {
    match arg {
        Arg::Null(_) | Arg::Actor(..) => out.push_str("NULL"),
        Arg::Bool(value) => out.push_str(if *value { "TRUE" } else { "FALSE" }),
        Arg::Int(value) => number(out, &value.to_string()),
        Arg::UInt(value) => number(out, &value.to_string()),
        // With an exponent it is a double; without one it would be a decimal.
        Arg::Float(value) => number(out, &format!("{:e}", finite(f64::from(*value))?)),
        Arg::Double(value) => number(out, &format!("{:e}", finite(*value)?)),
        Arg::Text(value) | Arg::Enum(value) | Arg::Json(value) => quoted(out, value),
        Arg::Custom(custom) => return literal(out, &custom.stored),
        Arg::Bytes(value) => binary(out, value),
        Arg::Uuid(value) => binary(out, value.as_bytes()),
        Arg::Ip(value) => binary(out, Bytes::of_address(*value).as_slice()),
        Arg::IpNetwork(value) => binary(out, Bytes::of_network(*value).as_slice()),
        Arg::Interval(_) | Arg::Array(_) | Arg::Keys(..) => return Err(missing(arg)),
        Arg::Decimal(value, _) => number(out, &value.to_string()),
        Arg::Date(value) => typed(out, "DATE", &text::format_date(*value)),
        Arg::Time(value) => typed(out, "TIME", &text::format_time(*value)),
        Arg::DateTime(value) => typed(out, "TIMESTAMP", &text::format_datetime(*value)),
        Arg::Timestamp(value) => typed(out, "TIMESTAMP", &text::format_datetime(value.naive_utc())),
        Arg::Now(_) => typed(
            out,
            "TIMESTAMP",
            &text::format_datetime(text::now().naive_utc()),
        ),
        // Filled in by the handle; without one there is no tenant whose rows these could be.
        Arg::Tenant(_) => return Err(BuildError::NoTenant { table: "" }.into()),
        Arg::Param(..) => return Err(BuildError::MissingParameter.into()),
    }
    Ok(())
}

/// In parentheses where it is negative: `a -?` must not become a comment.
fn number(out: &mut String, digits: &str) {
    if digits.starts_with('-') {
        out.push('(');
        out.push_str(digits);
        out.push(')');
    } else {
        out.push_str(digits);
    }
}

fn typed(out: &mut String, name: &str, text: &str) {
    out.push_str(name);
    out.push('\'');
    out.push_str(text);
    out.push('\'');
}

/// Whether a backslash escapes is a matter of `sql_mode`: a text that has one is written as hex, as
/// one with control characters is.
fn quoted(out: &mut String, value: &str) {
    if value
        .bytes()
        .any(|byte| byte < b' ' || byte == 0x7f || byte == b'\\')
    {
        out.push_str("_utf8mb4 0x");
        hex(out, value.as_bytes());
        return;
    }
    out.push('\'');
    for (at, part) in value.split('\'').enumerate() {
        if at > 0 {
            out.push_str("''");
        }
        out.push_str(part);
    }
    out.push('\'');
}

/// With its character set, so that it is never a number.
fn binary(out: &mut String, value: &[u8]) {
    out.push_str("_binary x'");
    hex(out, value);
    out.push('\'');
}

fn hex(out: &mut String, bytes: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    out.reserve(bytes.len() * 2);
    for byte in bytes {
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
}

/// MySQL has neither arrays nor intervals; the writer refuses them before.
#[cold]
pub(crate) fn missing(arg: &Arg) -> Error {
    BuildError::TypeMissing {
        what: arg.kind(),
        dialect: MYSQL_DIALECT.name,
    }
    .into()
}

/// MySQL has neither NaN nor infinity.
pub(crate) fn finite(value: f64) -> Result<f64, Error> {
    if value.is_finite() {
        Ok(value)
    } else {
        Err(BuildError::Encode(EncodeError::NotFinite {
            value: value.to_string(),
        })
        .into())
    }
}
