use proc_macro2::TokenStream;
use quote::quote;
use syn::Attribute;

/// The user's own documentation, or this text when there is none.
pub(crate) fn or_own(attributes: &[Attribute], otherwise: &str) -> TokenStream {
    let own: Vec<_> = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"))
        .collect();
    if own.is_empty() {
        quote!(#[doc = #otherwise])
    } else {
        quote!(#(#own)*)
    }
}
