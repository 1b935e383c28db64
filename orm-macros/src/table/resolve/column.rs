use quote::ToTokens;
use syn::{Field, Ident, LitStr};

use super::super::model::{Column, Counter, DefaultValue, Role, Storage};
use super::super::parse::column::{At, ColumnAttributes};
use super::default::default;
use crate::shared::names::{self, Case};
use crate::shared::sql_kind::{self, SqlKind};
use crate::shared::{Errors, docs};

pub(in crate::table) fn column(
    field: &Field,
    ident: Ident,
    attributes: &mut ColumnAttributes,
    case: Case,
    errors: &Errors,
) -> Column {
    let kind = sql_kind::of(&field.ty);
    let nullable = sql_kind::option(&field.ty).is_some();
    let span = attributes
        .name
        .as_ref()
        .map_or_else(|| ident.span(), LitStr::span);
    let name = attributes
        .name
        .as_ref()
        .map_or_else(|| case.apply(&names::plain(&ident)), LitStr::value);
    names::check("column", &name, span, errors);
    if let Some(why) = sql_kind::refused(&field.ty) {
        let ty = field.ty.to_token_stream();
        errors.at(&field.ty, format!("`{ty}` is not a SQL value: {why}"));
    }
    // What is said of an array's values is said of its elements.
    let element = sql_kind::of_element(&field.ty);
    let scale = numeric(field, element, attributes.numeric, errors).map(|(_, scale)| scale);
    check_role(field, kind, nullable, attributes, errors);
    Column {
        vis: field.vis.clone(),
        ty: field.ty.clone(),
        docs: docs::own(&field.attrs),
        name,
        kind,
        nullable,
        role: role(attributes),
        default: default(&ident, kind, scale, attributes, errors),
        on_update: attributes.on_update.take().map(|(value, _)| value),
        generated: attributes.generated.take().map(|(value, _)| value),
        length: length(field, kind, attributes, errors),
        precision: precision(element, attributes, errors),
        digits: attributes.precision.map(|(digits, _)| digits),
        scale,
        storage: storage(kind, element, attributes, errors),
        comment: attributes.comment.as_ref().map(syn::LitStr::value),
        ident,
    }
}

fn role(attributes: &ColumnAttributes) -> Role {
    match (&attributes.role, &attributes.generated) {
        (Some((role, _)), _) => *role,
        (None, Some(_)) => Role::Generated,
        (None, None) => match &attributes.default {
            // The database refuses a number that an insert gives.
            Some(default) if counted_always(&default.value) => Role::Generated,
            _ => Role::Plain,
        },
    }
}

fn counted_always(value: &DefaultValue) -> bool {
    matches!(value, DefaultValue::AutoIncrement(Counter::IdentityAlways))
}

/// Precision and scale of a decimal column.
fn numeric(
    field: &Field,
    kind: SqlKind,
    attribute: Option<At<(u8, u8)>>,
    errors: &Errors,
) -> Option<(u8, u8)> {
    let Some(((precision, scale), span)) = attribute else {
        if kind == SqlKind::Decimal {
            errors.at(
                &field.ty,
                "a decimal column states its digits: `#[column(numeric(12, 2))]` has 12 in all and 2 after the point",
            );
        }
        return None;
    };
    if !matches!(kind, SqlKind::Decimal | SqlKind::Unknown) {
        errors.span(
            span,
            format!(
                "`numeric(..)` is for `Decimal`, and this column is {}",
                kind.word()
            ),
        );
    }
    if precision == 0 {
        errors.span(span, "`numeric(..)` has at least one digit");
    } else if scale > precision {
        errors.span(
            span,
            format!("numeric({precision}, {scale}) has more digits after the point than in all: the number of all digits stands first"),
        );
    } else if scale > 28 {
        errors.span(
            span,
            format!(
                "numeric({precision}, {scale}): a `Decimal` keeps at most 28 digits after the point"
            ),
        );
    }
    Some((precision, scale))
}

fn length(
    field: &Field,
    kind: SqlKind,
    attributes: &ColumnAttributes,
    errors: &Errors,
) -> Option<u32> {
    if let (Some(_), Some(span)) = (attributes.varchar, attributes.text) {
        errors.span(span, "a column is either `varchar = n` or `text`");
    }
    let is_text = matches!(kind, SqlKind::Text | SqlKind::Unknown);
    if !is_text && let Some(span) = attributes.text.or(attributes.varchar.map(|(_, span)| span)) {
        errors.span(
            span,
            format!(
                "`varchar` and `text` are for text, and this column is {}",
                kind.word()
            ),
        );
    }
    let (length, span) = attributes.varchar?;
    if length == 0 {
        errors.span(span, "`varchar = 0` has room for nothing");
    } else if length > 65_535 {
        errors.at(
            &field.ty,
            format!("varchar({length}) is longer than every server takes: write `text`"),
        );
    }
    Some(length)
}

fn precision(kind: SqlKind, attributes: &ColumnAttributes, errors: &Errors) -> Option<u8> {
    if let Some(((precision, _), _)) = attributes.numeric {
        if let Some((_, span)) = attributes.precision {
            errors.span(span, "`numeric(..)` states the precision already");
        }
        return Some(precision);
    }
    let (precision, span) = attributes.precision?;
    match kind {
        SqlKind::Time | SqlKind::DateTime | SqlKind::Timestamp => {
            if precision > 6 {
                errors.span(span, "at most 6 digits of a second are kept");
            }
        }
        SqlKind::Decimal => errors.span(span, "a decimal states both numbers: `numeric(12, 2)`"),
        _ => errors.span(
            span,
            format!(
                "`precision` is for times and timestamps, and this column is {}",
                kind.word()
            ),
        ),
    }
    Some(precision)
}

fn storage(
    kind: SqlKind,
    element: SqlKind,
    attributes: &ColumnAttributes,
    errors: &Errors,
) -> Option<Storage> {
    let (storage, span) = *attributes.storage.first()?;
    let name = storage.attribute();
    if let Some((other, span)) = attributes.storage.get(1) {
        errors.span(
            *span,
            format!("a column is either `{name}` or `{}`", other.attribute()),
        );
    }
    let (fits, _, what) = storage.fits();
    // An array of moments is one of moments without a zone; the rest is for single values.
    let kind = match storage {
        Storage::WithoutZone => element,
        _ => kind,
    };
    if !fits(kind) && kind != SqlKind::Unknown {
        errors.span(
            span,
            format!("`{name}` is for {what}, and this column is {}", kind.word()),
        );
    }
    match storage {
        Storage::Bits(0 | 65..) => errors.span(span, "`bit(n)` has 1 to 64 bits"),
        Storage::IgnoreCase if role(attributes) == Role::Tenant => errors.span(
            span,
            "tenants are told apart byte for byte, so that `acme` never reaches the rows of `ACME`: take off `citext`",
        ),
        Storage::Text8 | Storage::Text16 | Storage::Text24
            if attributes.varchar.is_some() || attributes.text.is_some() =>
        {
            errors.span(
                span,
                format!("a column is either `varchar = n`, `text` or `{name}`"),
            );
        }
        _ => {}
    }
    Some(storage)
}

fn check_role(
    field: &Field,
    kind: SqlKind,
    nullable: bool,
    attributes: &ColumnAttributes,
    errors: &Errors,
) {
    let timestamp = matches!(kind, SqlKind::Timestamp | SqlKind::Unknown);
    let integer = kind.is_integer() || kind == SqlKind::Unknown;
    match role(attributes) {
        Role::Tenant if nullable => errors.at(
            &field.ty,
            "the tenant column can't be NULL, since such a row would belong to nobody: take off the `Option`",
        ),
        Role::SoftDelete if !nullable || !timestamp => errors.at(
            &field.ty,
            "a soft-delete column is NULL until the row is deleted: its type is `Option<DateTime<Utc>>`",
        ),
        Role::CreatedAt | Role::UpdatedAt if !timestamp => errors.at(
            &field.ty,
            "this column is stamped with the present moment: its type is `DateTime<Utc>`",
        ),
        Role::Version if nullable || !integer => errors.at(
            &field.ty,
            "a version counts updates: its type is an integer, such as `i64`",
        ),
        _ => {}
    }
    if let (Some((_, span)), Some(_)) = (&attributes.generated, &attributes.role) {
        errors.span(
            *span,
            "the database makes a generated column, so that nothing can be stamped into it: remove one of both",
        );
    }
    if let Some((_, span)) = &attributes.on_update
        && role(attributes) != Role::Plain
    {
        errors.span(
            *span,
            "`on_update` is for columns without another role: remove one of both",
        );
    }
}
