use proc_macro2::Span;
use syn::parse::ParseStream;
use syn::{Expr, Field, Ident, LitInt, LitStr, Token};

use super::default::{default, on_update};
use super::reference::{Reference, single};
use crate::shared::{Errors, items};
use crate::table::model::{Default, Generated, OnUpdate, Role, Storage};

const KNOWN: &[&str] = &[
    "name",
    "tenant",
    "primary_key",
    "unique",
    "unique_globally",
    "index",
    "default",
    "on_update",
    "generated",
    "varchar",
    "text",
    "numeric",
    "precision",
    "storage",
    "citext",
    "json",
    "without_zone",
    "mysql",
    "references",
    "check",
    "comment",
    "soft_delete",
    "created_at",
    "updated_at",
    "created_by",
    "updated_by",
    "version",
    "skip",
    "rename",
];

/// What says how a column is read, and not how it is written.
const KNOWN_OF_VIEW: &[&str] = &[
    "name",
    "tenant",
    "primary_key",
    "varchar",
    "numeric",
    "precision",
    "storage",
    "citext",
    "json",
    "without_zone",
    "mysql",
    "soft_delete",
];

/// Refuses what only a column of a table has.
pub(crate) fn only_read(field: &Field, errors: &Errors) {
    for item in items::of(&field.attrs, "column", &Errors::ignored()) {
        let name = item.text();
        if KNOWN.contains(&name.as_str()) && !KNOWN_OF_VIEW.contains(&name.as_str()) {
            errors.at(
                &item.name,
                format!(
                    "a view is only read, and its columns have no `{name}`: they take {}",
                    KNOWN_OF_VIEW.join(", ")
                ),
            );
        }
    }
}

/// A number and where it stands.
pub(crate) type At<T> = (T, Span);

/// `#[column(..)]`
#[derive(std::default::Default)]
pub(crate) struct ColumnAttributes {
    pub(crate) name: Option<LitStr>,
    pub(crate) role: Option<At<Role>>,
    pub(crate) primary_key: Option<Span>,
    pub(crate) unique: Option<Span>,
    pub(crate) unique_globally: Option<Span>,
    pub(crate) index: Option<Span>,
    pub(crate) default: Option<Default>,
    pub(crate) on_update: Option<At<OnUpdate>>,
    pub(crate) generated: Option<At<Generated>>,
    pub(crate) varchar: Option<At<u32>>,
    pub(crate) text: Option<Span>,
    pub(crate) numeric: Option<At<(u8, u8)>>,
    pub(crate) precision: Option<At<u8>>,
    pub(crate) storage: Vec<At<Storage>>,
    pub(crate) references: Vec<Reference>,
    pub(crate) checks: Vec<LitStr>,
    pub(crate) comment: Option<LitStr>,
    pub(crate) skip: Option<Span>,
}

pub(crate) fn column(field: &Field, errors: &Errors) -> ColumnAttributes {
    let mut column = ColumnAttributes::default();
    for item in items::of(&field.attrs, "column", errors) {
        column.add(&item, errors);
    }
    column
}

impl ColumnAttributes {
    fn add(&mut self, item: &items::Item, errors: &Errors) {
        let name = item.text();
        let span = item.name.span();
        let flag = |slot: &mut Option<Span>| {
            let value = item.flag(errors).then_some(span);
            items::once(slot, value, item, errors);
        };
        match name.as_str() {
            "name" | "rename" => {
                items::once(&mut self.name, items::text(item, errors), item, errors)
            }
            "primary_key" => flag(&mut self.primary_key),
            "unique" => flag(&mut self.unique),
            "unique_globally" => flag(&mut self.unique_globally),
            "index" => flag(&mut self.index),
            "text" => flag(&mut self.text),
            "skip" => flag(&mut self.skip),
            "citext" => self.store(Storage::IgnoreCase, item, errors),
            "json" => self.store(Storage::Written, item, errors),
            "without_zone" => self.store(Storage::WithoutZone, item, errors),
            "mysql" => {
                if let Some(storage) = item.value_with(mysql, "mysql = mediumtext", errors) {
                    self.storage.push((storage, span));
                }
            }
            "default" => {
                let parser = |input: ParseStream<'_>| default(input.parse::<Expr>()?);
                let value = item.value_with(parser, "default = now", errors);
                items::once(&mut self.default, value, item, errors);
            }
            "on_update" => {
                let parser = |input: ParseStream<'_>| on_update(input.parse::<Expr>()?);
                let value = item.value_with(parser, "on_update = now", errors);
                items::once(
                    &mut self.on_update,
                    value.map(|value| (value, span)),
                    item,
                    errors,
                );
            }
            "generated" => {
                let value = item.list(generated, "generated(\"amount * 2\", stored)", errors);
                items::once(
                    &mut self.generated,
                    value.map(|value| (value, span)),
                    item,
                    errors,
                );
            }
            "varchar" => {
                let value = item.value_with(number, "varchar = 64", errors);
                items::once(
                    &mut self.varchar,
                    value.map(|value| (value, span)),
                    item,
                    errors,
                );
            }
            "precision" => {
                let value = item.value_with(number, "precision = 3", errors);
                items::once(
                    &mut self.precision,
                    value.map(|value| (value, span)),
                    item,
                    errors,
                );
            }
            "numeric" => {
                let value = item.list(numeric, "numeric(12, 2)", errors);
                // What can't be read was reported: it is no missing one.
                let value = value.unwrap_or((28, 28));
                items::once(&mut self.numeric, Some((value, span)), item, errors);
            }
            "storage" => {
                let value = item.value::<Ident>("storage = text", errors);
                match value {
                    Some(word) if word == "text" => {
                        self.storage.push((Storage::Text, word.span()));
                    }
                    Some(word) => errors.at(word, "expected `storage = text`"),
                    None => {}
                }
            }
            "references" => self.references.extend(single(item, errors)),
            "check" => self.checks.extend(items::text(item, errors)),
            "comment" => {
                items::once(&mut self.comment, items::text(item, errors), item, errors);
            }
            _ => match Role::NAMES.iter().find(|(role, _)| *role == name) {
                Some((_, role)) => self.role(*role, item, errors),
                None => item.unknown("#[column(..)]", KNOWN, errors),
            },
        }
    }

    fn store(&mut self, storage: Storage, item: &items::Item, errors: &Errors) {
        if item.flag(errors) {
            self.storage.push((storage, item.name.span()));
        }
    }

    fn role(&mut self, role: Role, item: &items::Item, errors: &Errors) {
        if !item.flag(errors) {
            return;
        }
        match &self.role {
            Some((other, _)) => {
                let other = Role::NAMES.iter().find(|(_, role)| role == other);
                let other = other.map_or("", |(name, _)| name);
                errors.at(
                    &item.name,
                    format!("a column is either `{other}` or `{}`", item.name),
                );
            }
            None => self.role = Some((role, item.name.span())),
        }
    }
}

fn number<N>(input: ParseStream<'_>) -> syn::Result<N>
where
    N: std::str::FromStr,
    N::Err: std::fmt::Display,
{
    input.parse::<LitInt>()?.base10_parse()
}

/// A type that only MySQL has: `mediumtext`, `bit(8)`.
fn mysql(input: ParseStream<'_>) -> syn::Result<Storage> {
    use syn::ext::IdentExt;
    let word = input.call(Ident::parse_any)?;
    if word == "bit" {
        if input.is_empty() {
            return Ok(Storage::Bits(1));
        }
        let bits;
        syn::parenthesized!(bits in input);
        return number(&bits).map(Storage::Bits);
    }
    match Storage::MYSQL.iter().find(|(name, _)| word == *name) {
        Some((_, storage)) => Ok(*storage),
        None => {
            let known: Vec<&str> = Storage::MYSQL.iter().map(|(name, _)| *name).collect();
            Err(syn::Error::new(
                word.span(),
                format!(
                    "a column on MySQL is one of {} and bit(n)",
                    known.join(", ")
                ),
            ))
        }
    }
}

/// `12, 2`
fn numeric(input: ParseStream<'_>) -> syn::Result<(u8, u8)> {
    let precision = number(input)?;
    input.parse::<Token![,]>()?;
    let scale = number(input)?;
    input.parse::<Option<Token![,]>>()?;
    Ok((precision, scale))
}

/// `"amount * 2"`, with `stored` or `virtual` behind it.
fn generated(input: ParseStream<'_>) -> syn::Result<Generated> {
    use syn::ext::IdentExt;
    let expression: LitStr = input.parse()?;
    let mut stored = true;
    if input.parse::<Option<Token![,]>>()?.is_some() && !input.is_empty() {
        let word = input.call(Ident::parse_any)?;
        stored = word == "stored";
        if !stored && word != "virtual" {
            return Err(syn::Error::new(
                word.span(),
                "expected `stored` or `virtual`",
            ));
        }
    }
    Ok(Generated {
        expression: expression.value(),
        stored,
    })
}
