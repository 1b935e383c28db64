use proc_macro2::TokenStream;
use quote::quote;

use super::super::model::{ReferenceIn, Role, Table};

/// What makes a reference table one: where it is copied to, and how a whole row is written there.
pub(super) fn reference(table: &Table) -> TokenStream {
    let Table { krate, ident, .. } = table;
    let keyspaces = match &table.reference {
        None => return TokenStream::new(),
        Some(ReferenceIn::All) => quote! {
            #[automatically_derived]
            impl<__K> #krate::scope::ReferenceIn<__K> for #ident {}
        },
        Some(ReferenceIn::Keyspaces(keyspaces)) => quote! {
            #(
                #[automatically_derived]
                impl #krate::scope::ReferenceIn<#keyspaces> for #ident {}
            )*
        },
    };
    let values = table.columns.iter().enumerate().filter_map(|(at, column)| {
        let field = &column.ident;
        (column.role != Role::Generated).then(|| quote!(row.value(#at, self.#field);))
    });
    quote! {
        #keyspaces

        #[automatically_derived]
        impl #krate::query::ReferenceTable for #ident {
            fn into_copy(self, row: &mut #krate::query::InsertRow<'_>) {
                #(#values)*
            }
        }
    }
}
