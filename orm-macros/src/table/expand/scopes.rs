use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;

use super::super::model::Table;

/// One associated function per default scope: `Article::published()`.
pub(super) fn scopes(table: &Table) -> TokenStream {
    if table.scopes.is_empty() {
        return TokenStream::new();
    }
    let Table {
        krate, vis, ident, ..
    } = table;
    let functions = table.scopes.iter().map(|scope| {
        let (name, text) = (&scope.name, scope.name.unraw().to_string());
        let docs = format!("The default scope `{text}`, for `.without_scope(..)`.");
        quote! {
            #[doc = #docs]
            #[must_use]
            #vis const fn #name() -> #krate::query::DefaultScope<Self> {
                #krate::query::DefaultScope::new(#text)
            }
        }
    });
    quote! {
        #[allow(dead_code)]
        impl #ident {
            #(#functions)*
        }
    }
}
