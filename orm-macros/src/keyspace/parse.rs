use quote::ToTokens;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{Data, DeriveInput, Fields, Ident, Path, Token};

use super::{Backend, Keyspace};
use crate::shared::names::{self, Case};
use crate::shared::{Errors, core_path, items, shape};

const KNOWN: &[&str] = &[
    "name",
    "tables",
    "views",
    "references",
    "tenancy",
    "backend",
    "includes",
    "crate",
];

pub(super) fn keyspace(input: &DeriveInput, errors: &Errors) -> Option<Keyspace> {
    shape::no_generics(input, "Keyspace", errors);
    if !matches!(&input.data, Data::Struct(data) if matches!(data.fields, Fields::Unit)) {
        errors.at(
            &input.ident,
            format!("a keyspace is a unit struct: `struct {};`", input.ident),
        );
    }
    let (mut name, mut tables, mut includes, mut krate) = (None, None, None, None);
    let (mut views, mut references, mut tenancy, mut backend) = (None, None, None, None);
    for item in items::of(&input.attrs, "keyspace", errors) {
        match item.text().as_str() {
            "name" => items::once(&mut name, items::text(&item, errors), &item, errors),
            "tables" => {
                let list = item.list(paths, "tables(Policy, Claim)", errors);
                // What can't be read was reported: it is no missing list.
                items::once(&mut tables, list.or(Some(Vec::new())), &item, errors);
            }
            "views" => {
                let list = item.list(paths, "views(OpenPolicy)", errors);
                items::once(&mut views, list, &item, errors);
            }
            "references" => {
                let list = item.list(paths, "references(Country, Currency)", errors);
                items::once(&mut references, list, &item, errors);
            }
            "includes" => {
                let list = item.list(paths, "includes(Policies, Accounts)", errors);
                items::once(&mut includes, list, &item, errors);
            }
            "tenancy" => {
                let none = item.value_with(none, "tenancy = none", errors);
                items::once(&mut tenancy, none, &item, errors);
            }
            "backend" => {
                let word = item.value_with(backend_name, "backend = mysql", errors);
                items::once(&mut backend, word, &item, errors);
            }
            "crate" => items::once(&mut krate, items::crate_path(&item, errors), &item, errors),
            _ => item.unknown("#[keyspace(..)]", KNOWN, errors),
        }
    }
    let span = name
        .as_ref()
        .map_or_else(|| input.ident.span(), syn::LitStr::span);
    let name = name.map_or_else(
        || Case::Snake.apply(&names::plain(&input.ident)),
        |name| name.value(),
    );
    names::check("keyspace", &name, span, errors);
    if tables.is_none() && views.is_none() && includes.is_none() {
        errors.at(
            &input.ident,
            "this keyspace lists no tables: write `#[keyspace(tables(Policy, Claim))]`",
        );
    }
    let tables = once_each("table", tables.unwrap_or_default(), errors);
    let views = once_each("view", views.unwrap_or_default(), errors);
    let references = once_each("table", references.unwrap_or_default(), errors);
    let includes = once_each("keyspace", includes.unwrap_or_default(), errors);
    for other in &includes {
        if other.is_ident(&input.ident) {
            errors.at(other, "a keyspace includes itself: leave it out");
        }
    }
    Some(Keyspace {
        krate: krate.unwrap_or_else(core_path),
        ident: input.ident.clone(),
        name,
        tables,
        views,
        references,
        includes,
        without_tenants: tenancy.is_some(),
        backend,
    })
}

fn paths(input: ParseStream<'_>) -> syn::Result<Vec<Path>> {
    let list = Punctuated::<Path, Token![,]>::parse_terminated_with(input, Path::parse_mod_style)?;
    Ok(list.into_iter().collect())
}

fn backend_name(input: ParseStream<'_>) -> syn::Result<Backend> {
    let word: Ident = input.parse()?;
    match word.to_string().as_str() {
        "mysql" => Ok(Backend::MySql),
        "postgres" => Ok(Backend::Postgres),
        "sqlite" => Ok(Backend::Sqlite),
        _ => Err(syn::Error::new(
            word.span(),
            "a keyspace's backend is `mysql`, `postgres` or `sqlite`",
        )),
    }
}

fn none(input: ParseStream<'_>) -> syn::Result<()> {
    let word: Ident = input.parse()?;
    if word == "none" {
        Ok(())
    } else {
        Err(syn::Error::new(
            word.span(),
            "`tenancy = none` says that no table of this keyspace belongs to tenants; leave it out when some do",
        ))
    }
}

fn once_each(what: &str, list: Vec<Path>, errors: &Errors) -> Vec<Path> {
    let text = |path: &Path| path.to_token_stream().to_string();
    for (at, path) in list.iter().enumerate() {
        if list[..at].iter().any(|other| text(other) == text(path)) {
            errors.at(path, format!("this {what} is listed twice"));
        }
    }
    list
}
