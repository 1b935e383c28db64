//! `derive(Table)`: attributes are parsed, resolved into a checked model, and expanded.

mod expand;
mod model;
mod parse;
mod resolve;

#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use syn::{DeriveInput, Field};

use crate::shared::Errors;
use crate::shared::names::Case;

use parse::table::Kind;

pub(crate) use expand::column_definitions;
pub(crate) use model::Column;

/// One column of a struct that is no table; `None` for a skipped field.
pub(crate) fn column(field: &Field, errors: &Errors) -> Option<Column> {
    let mut attributes = parse::column::column(field, errors);
    let ident = field.ident.clone()?;
    if attributes.skip.is_some() {
        return None;
    }
    Some(resolve::column(
        field,
        ident,
        &mut attributes,
        Case::AsIs,
        errors,
    ))
}

pub(crate) fn derive(input: &DeriveInput) -> syn::Result<TokenStream> {
    derived(input, Kind::Table)
}

/// `derive(View)`: a table that is only read.
pub(crate) fn derive_view(input: &DeriveInput) -> syn::Result<TokenStream> {
    derived(input, Kind::View)
}

fn derived(input: &DeriveInput, kind: Kind) -> syn::Result<TokenStream> {
    let errors = Errors::new();
    let table = resolve::table(input, kind, &errors);
    errors.finish()?;
    Ok(table.iter().map(expand::table).collect())
}

/// A table with mistakes, as far as it could be read: each mistake is reported once, and not again
/// wherever the table is used.
pub(crate) fn unfinished(input: &DeriveInput) -> TokenStream {
    let table = resolve::table(input, Kind::Table, &Errors::ignored());
    table.map(expand::unfinished).into_iter().collect()
}
