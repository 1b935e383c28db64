use syn::Ident;

use super::super::model::{Default, DefaultValue, Role};
use super::super::parse::column::ColumnAttributes;
use crate::shared::Errors;
use crate::shared::names;
use crate::shared::sql_kind::SqlKind;

/// The default, refused where it doesn't fit the column.
pub(super) fn default(
    ident: &Ident,
    kind: SqlKind,
    scale: Option<u8>,
    attributes: &mut ColumnAttributes,
    errors: &Errors,
) -> Option<Default> {
    let default = attributes.default.take()?;
    if let Some(why) = stamped(attributes) {
        errors.span(
            default.span,
            format!("column `{ident}` has no default: {why}"),
        );
    }
    if let Err(message) = fit(&default.value, kind, scale) {
        errors.span(default.span, message);
    }
    Some(default)
}

fn stamped(attributes: &ColumnAttributes) -> Option<&'static str> {
    if attributes.generated.is_some() {
        return Some("the database makes it");
    }
    Some(match attributes.role.as_ref()?.0 {
        Role::Tenant => "inserts stamp it with the tenant of the handle",
        Role::SoftDelete => "a new row is not deleted",
        Role::Version => "inserts stamp it with 1",
        _ => "inserts stamp it",
    })
}

fn fit(value: &DefaultValue, kind: SqlKind, scale: Option<u8>) -> Result<(), String> {
    use SqlKind as K;
    let wrong = |what: &str, instead: &str| {
        Err(format!(
            "the default is {what}, and the column is {}: {instead}",
            kind.word()
        ))
    };
    let sql = "write the SQL, `default = sql(\"..\")`, or Rust, `default = rust(..)`";
    if let DefaultValue::Literal(text) = value
        && let Some(what) = names::unquotable(text)
    {
        return Err(format!(
            "the default holds {what}: write Rust, `default = rust(String::from(..))`"
        ));
    }
    match value {
        _ if kind == K::Unknown => Ok(()),
        DefaultValue::Literal(_) if matches!(kind, K::Text | K::Json) => Ok(()),
        DefaultValue::Literal(_) if kind.is_integer() || matches!(kind, K::Decimal | K::Float) => {
            wrong("a text", "write the number without quotes")
        }
        DefaultValue::Literal(_) if kind == K::Bool => wrong("a text", "write `true` or `false`"),
        DefaultValue::Literal(_) => wrong("a text", sql),
        DefaultValue::Bool(_) if kind == K::Bool => Ok(()),
        DefaultValue::Bool(_) => wrong("a boolean", "write a value of the column's type"),
        DefaultValue::Integer(number) => integer(*number, kind),
        DefaultValue::Now if kind == K::Timestamp => Ok(()),
        DefaultValue::Now => wrong("a timestamp", sql),
        DefaultValue::UuidV4 | DefaultValue::UuidV7 if kind == K::Uuid => Ok(()),
        DefaultValue::UuidV4 | DefaultValue::UuidV7 => wrong("a uuid", sql),
        DefaultValue::AutoIncrement(_) if kind.is_integer() => Ok(()),
        DefaultValue::AutoIncrement(_) => {
            wrong("a number", "`auto_increment` needs an integer column")
        }
        DefaultValue::Variant(_) => {
            wrong("an enum's variant", "write a value of the column's type")
        }
        DefaultValue::Expression(_) | DefaultValue::Rust(_) => Ok(()),
        DefaultValue::Number(text) => number(text, kind, scale),
    }
}

fn integer(number: i64, kind: SqlKind) -> Result<(), String> {
    let fits = match kind {
        SqlKind::Integer(true, bits) => number >> (bits - 1) == number >> 63,
        SqlKind::Integer(false, 64) => number >= 0,
        SqlKind::Integer(false, bits) => number >= 0 && number >> bits == 0,
        SqlKind::Float | SqlKind::Decimal => true,
        _ => {
            return Err(format!(
                "the default is a number, and the column is {}: write a value of the column's type",
                kind.word()
            ));
        }
    };
    if fits {
        Ok(())
    } else {
        Err(format!("{number} is out of the range of the column's type"))
    }
}

fn number(text: &str, kind: SqlKind, scale: Option<u8>) -> Result<(), String> {
    let digits = text.split_once('.').map_or(0, |(_, after)| after.len());
    match kind {
        SqlKind::Float => Ok(()),
        SqlKind::Integer(false, 64) if !text.contains('.') => Ok(()),
        SqlKind::Decimal if digits <= usize::from(scale.unwrap_or(28)) => Ok(()),
        SqlKind::Decimal => Err(format!(
            "{text} has more digits after the point than the column's `numeric(..)` keeps"
        )),
        SqlKind::Integer(..) if text.contains('.') => Err(format!(
            "{text} is a fraction, and the column is an integer"
        )),
        SqlKind::Integer(..) => Err(format!("{text} is out of the range of the column's type")),
        _ => Err(format!(
            "the default is a number, and the column is {}: write a value of the column's type",
            kind.word()
        )),
    }
}
