use syn::spanned::Spanned;
use syn::{Expr, ExprCall, ExprLit, ExprUnary, Lit, UnOp};

use crate::table::model::{Counter, Default, DefaultValue, OnUpdate};

const FORMS: &str = "a default is a literal, an enum's variant such as `PolicyStatus::Draft`, `now`, `uuid_v4`, `uuid_v7`, `auto_increment`, `auto_increment(serial)`, `auto_increment(identity_always)`, `sql(\"..\")`, or `rust(expression)`";

/// What stands behind `default =`.
pub(crate) fn default(value: Expr) -> syn::Result<Default> {
    let span = value.span();
    let refused = || syn::Error::new(span, FORMS);
    let value = match value {
        Expr::Lit(ExprLit { lit, .. }) => literal(&lit).ok_or_else(refused)?,
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => negative(&expr).ok_or_else(refused)?,
        Expr::Path(path) if path.qself.is_none() && path.path.segments.len() == 1 => {
            match path.path.segments[0].ident.to_string().as_str() {
                "now" => DefaultValue::Now,
                "uuid_v4" => DefaultValue::UuidV4,
                "uuid_v7" => DefaultValue::UuidV7,
                "auto_increment" => DefaultValue::AutoIncrement(Counter::Identity),
                _ => return Err(refused()),
            }
        }
        Expr::Path(path) if is_variant(&path) => DefaultValue::Variant(path),
        Expr::Call(call) => called(call).ok_or_else(refused)?,
        _ => return Err(refused()),
    };
    Ok(Default { value, span })
}

/// What stands behind `on_update =`.
pub(crate) fn on_update(value: Expr) -> syn::Result<OnUpdate> {
    let span = value.span();
    let refused = || syn::Error::new(span, "an update sets `now` or `sql(\"..\")`");
    match default(value).map_err(|_| refused())?.value {
        DefaultValue::Now => Ok(OnUpdate::Now),
        DefaultValue::Expression(sql) => Ok(OnUpdate::Expression(sql)),
        _ => Err(refused()),
    }
}

fn literal(lit: &Lit) -> Option<DefaultValue> {
    Some(match lit {
        Lit::Str(text) => DefaultValue::Literal(text.value()),
        Lit::Bool(value) => DefaultValue::Bool(value.value),
        Lit::Int(number) => match number.base10_parse() {
            Ok(number) => DefaultValue::Integer(number),
            Err(_) => DefaultValue::Number(number.base10_parse::<u64>().ok()?.to_string()),
        },
        Lit::Float(number) => DefaultValue::Number(fraction(number)?),
        _ => return None,
    })
}

/// Digits and a point: an exponent is not exact everywhere.
fn fraction(number: &syn::LitFloat) -> Option<String> {
    let digits = number.base10_digits();
    digits
        .chars()
        .all(|c| c.is_ascii_digit() || c == '.')
        .then(|| digits.trim_end_matches('.').to_owned())
}

fn negative(value: &Expr) -> Option<DefaultValue> {
    let Expr::Lit(ExprLit { lit, .. }) = value else {
        return None;
    };
    match lit {
        Lit::Int(number) => {
            let number = format!("-{}", number.base10_digits());
            number.parse().ok().map(DefaultValue::Integer)
        }
        Lit::Float(number) => Some(DefaultValue::Number(format!("-{}", fraction(number)?))),
        _ => None,
    }
}

/// Whether the path may name a variant: `PolicyStatus::Draft`, not `MAX` and not `Limits::MAX`.
fn is_variant(path: &syn::ExprPath) -> bool {
    path.qself.is_none()
        && path.path.segments.last().is_some_and(|last| {
            let name = last.ident.to_string();
            name.starts_with(char::is_uppercase)
                && (name.len() == 1 || name.contains(char::is_lowercase))
        })
}

fn called(call: ExprCall) -> Option<DefaultValue> {
    let Expr::Path(function) = &*call.func else {
        return None;
    };
    let mut arguments = call.args.into_iter();
    let (Some(argument), None) = (arguments.next(), arguments.next()) else {
        return None;
    };
    if function.path.is_ident("rust") {
        return Some(DefaultValue::Rust(Box::new(argument)));
    }
    match argument {
        Expr::Path(kind) if function.path.is_ident("auto_increment") => Counter::NAMES
            .iter()
            .find(|(name, _)| kind.path.is_ident(name))
            .map(|(_, counter)| DefaultValue::AutoIncrement(*counter)),
        Expr::Lit(ExprLit {
            lit: Lit::Str(sql), ..
        }) if function.path.is_ident("sql") => Some(DefaultValue::Expression(sql.value())),
        _ => None,
    }
}
