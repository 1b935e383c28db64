use proc_macro2::TokenStream;
use syn::DeriveInput;

use super::{expand, parse};
use crate::shared::Errors;

pub(crate) fn derive(input: &DeriveInput) -> syn::Result<TokenStream> {
    let errors = Errors::new();
    let newtype = parse::newtype(input, "DbValue", "db_value", &errors);
    errors.finish()?;
    Ok(newtype.iter().map(expand::scalar).collect())
}
