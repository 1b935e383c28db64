//! `derive(Table)`: attributes are parsed, resolved into a checked model, and expanded.

mod expand;
mod model;
mod parse;
mod resolve;

use proc_macro2::TokenStream;
use syn::DeriveInput;

use crate::shared::Errors;

pub(crate) use model::Column;
pub(crate) use parse::column::ColumnAttributes;
pub(crate) use resolve::numeric;

pub(crate) fn derive(input: &DeriveInput) -> syn::Result<TokenStream> {
    let errors = Errors::new();
    let table = resolve::table(input, &errors);
    errors.finish()?;
    Ok(table.iter().map(expand::table).collect())
}
