//! `derive(DbEnum)`: an enum stored as text or as an integer.

mod expand;
mod parse;

#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use syn::{DeriveInput, Ident, Path, Visibility};

use crate::shared::Errors;

struct DbEnum {
    krate: Path,
    vis: Visibility,
    ident: Ident,
    name: String,
    integer: bool,
    variants: Vec<Variant>,
    other: Option<Ident>,
}

struct Variant {
    ident: Ident,
    /// The stored name.
    name: String,
    /// The stored number.
    number: i64,
}

pub(crate) fn derive(input: &DeriveInput) -> syn::Result<TokenStream> {
    let errors = Errors::new();
    let model = parse::db_enum(input, &errors);
    errors.finish()?;
    Ok(model.iter().map(expand::db_enum).collect())
}
