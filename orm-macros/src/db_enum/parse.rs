use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Expr, ExprLit, ExprUnary, Fields, Ident, Lit, LitStr, UnOp};

use super::{DbEnum, Variant};
use crate::shared::names::{self, Case};
use crate::shared::sql_kind::{self, SqlKind};
use crate::shared::{Errors, core_path, items, shape};

const KNOWN: &[&str] = &["name", "rename_all", "integer", "crate"];
const KNOWN_OF_VARIANT: &[&str] = &["rename", "value", "other"];

pub(super) fn db_enum(input: &DeriveInput, errors: &Errors) -> Option<DbEnum> {
    shape::no_generics(input, "DbEnum", errors);
    let (mut name, mut case, mut integer, mut krate) = (None, None, None, None);
    for item in items::of(&input.attrs, "db_enum", errors) {
        match item.text().as_str() {
            "name" => items::once(&mut name, items::text(&item, errors), &item, errors),
            "rename_all" => {
                let value = items::text(&item, errors).map(|text| Case::parse(&text, errors));
                items::once(&mut case, value, &item, errors);
            }
            "integer" => {
                let flag = item.flag(errors).then_some(());
                items::once(&mut integer, flag, &item, errors);
            }
            "crate" => items::once(&mut krate, items::crate_path(&item, errors), &item, errors),
            _ => item.unknown("#[db_enum(..)]", KNOWN, errors),
        }
    }
    let Data::Enum(data) = &input.data else {
        errors.at(&input.ident, "`derive(DbEnum)` takes an enum");
        return None;
    };
    let span = name
        .as_ref()
        .map_or_else(|| input.ident.span(), LitStr::span);
    let name = name.map_or_else(
        || Case::Snake.apply(&names::plain(&input.ident)),
        |name| name.value(),
    );
    names::check("enum", &name, span, errors);
    let mut variants = Variants {
        integer: integer.is_some(),
        case: case.unwrap_or(Case::AsIs),
        list: Vec::new(),
        other: None,
        next: Some(0),
        errors,
    };
    for variant in &data.variants {
        variants.add(variant);
    }
    if variants.list.is_empty() {
        errors.at(
            &input.ident,
            "an enum without variants has no value to store",
        );
    }
    Some(DbEnum {
        krate: krate.unwrap_or_else(core_path),
        vis: input.vis.clone(),
        ident: input.ident.clone(),
        name,
        integer: variants.integer,
        variants: variants.list,
        other: variants.other,
    })
}

struct Variants<'a> {
    integer: bool,
    case: Case,
    list: Vec<Variant>,
    other: Option<Ident>,
    /// The number of the next variant that states none, where it can be known.
    next: Option<i64>,
    errors: &'a Errors,
}

impl Variants<'_> {
    fn add(&mut self, variant: &syn::Variant) {
        let errors = self.errors;
        let (mut rename, mut value, mut other) = (None, None, None);
        for item in items::of(&variant.attrs, "db_enum", errors) {
            match item.text().as_str() {
                "rename" => items::once(&mut rename, items::text(&item, errors), &item, errors),
                "value" => items::once(
                    &mut value,
                    item.value::<Expr>("value = 1", errors),
                    &item,
                    errors,
                ),
                "other" => {
                    let flag = item.flag(errors).then_some(());
                    items::once(&mut other, flag, &item, errors);
                }
                _ => item.unknown("#[db_enum(..)]", KNOWN_OF_VARIANT, errors),
            }
        }
        if other.is_some() {
            if rename.is_some() || value.is_some() {
                errors.at(
                    &variant.ident,
                    "the catch-all variant has no stored value of its own",
                );
            }
            self.catch_all(variant);
            return;
        }
        if !matches!(variant.fields, Fields::Unit) {
            errors.at(
                &variant.ident,
                "a variant with data cannot be stored: `#[db_enum(other)]` marks the one variant that keeps unknown values",
            );
        }
        let number = self.number(variant, value);
        let place = rename
            .as_ref()
            .map_or_else(|| variant.ident.span(), LitStr::span);
        if self.integer && rename.is_some() {
            errors.span(
                place,
                "an integer enum stores numbers: write `= 1` behind the variant",
            );
        }
        let plain = names::plain(&variant.ident);
        let name = match rename {
            Some(rename) => rename.value(),
            None if self.integer => plain,
            None => self.case.apply(&plain),
        };
        self.unlike_the_others(&name, number, place);
        self.list.push(Variant {
            ident: variant.ident.clone(),
            name,
            number: number.unwrap_or_default(),
        });
    }

    fn unlike_the_others(&self, name: &str, number: Option<i64>, place: Span) {
        if self.integer {
            if let Some(other) = self.list.iter().find(|other| Some(other.number) == number) {
                self.errors.span(
                    place,
                    format!(
                        "variants `{}` and `{name}` are stored as the same number {}",
                        other.name, other.number
                    ),
                );
            }
            return;
        }
        names::check("variant", name, place, self.errors);
        if let Some(what) = names::unquotable(name)
            && !name.contains('\0')
        {
            self.errors
                .span(place, format!("the variant's name holds {what}"));
        }
        // Many servers compare text without case.
        let same = |other: &&Variant| other.name.to_lowercase() == name.to_lowercase();
        if let Some(other) = self.list.iter().find(same) {
            let differ = if other.name == name {
                ""
            } else {
                ", but for upper and lower case, which some databases do not tell apart"
            };
            self.errors.span(
                place,
                format!(
                    "variants `{}` and this one are stored as the same name `{name}`{differ}",
                    other.ident
                ),
            );
        }
    }

    /// As Rust counts: the stated number, or one more than the last.
    fn number(&mut self, variant: &syn::Variant, value: Option<Expr>) -> Option<i64> {
        if !self.integer {
            if let Some(value) = value {
                self.errors.at(
                    value,
                    "a number needs `#[db_enum(integer)]` on the enum; a text is given by `rename = \"..\"`",
                );
            }
            return None;
        }
        let stated = value
            .as_ref()
            .or(variant.discriminant.as_ref().map(|(_, value)| value));
        let number = match stated {
            Some(value) => {
                let number = value_of(value);
                if number.is_none() {
                    self.errors
                        .at(value, "expected a number, so that the derive can read it");
                }
                number
            }
            None => {
                if self.next.is_none() && !self.list.is_empty() {
                    self.errors
                        .at(&variant.ident, "this variant needs a number: `= 1`");
                }
                self.next
            }
        };
        self.next = number.and_then(|number| number.checked_add(1));
        number
    }

    fn catch_all(&mut self, variant: &syn::Variant) {
        if self.other.is_some() {
            self.errors
                .at(&variant.ident, "an enum has one catch-all variant");
        }
        let (wanted, example) = if self.integer {
            (SqlKind::Integer(true, 64), "(i64)")
        } else {
            (SqlKind::Text, "(String)")
        };
        let fits = match &variant.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                let ty = &fields.unnamed[0].ty;
                sql_kind::option(ty).is_none() && sql_kind::of(ty) == wanted
            }
            _ => false,
        };
        if !fits {
            self.errors.span(
                variant.span(),
                format!(
                    "the catch-all variant keeps what was stored: write `{}{example}`",
                    variant.ident
                ),
            );
        }
        self.other = Some(variant.ident.clone());
    }
}

fn value_of(value: &Expr) -> Option<i64> {
    match value {
        Expr::Lit(ExprLit {
            lit: Lit::Int(number),
            ..
        }) => number.base10_parse().ok(),
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => match &**expr {
            Expr::Lit(ExprLit {
                lit: Lit::Int(number),
                ..
            }) => format!("-{}", number.base10_digits()).parse().ok(),
            _ => None,
        },
        Expr::Paren(inner) => value_of(&inner.expr),
        Expr::Group(inner) => value_of(&inner.expr),
        _ => None,
    }
}
