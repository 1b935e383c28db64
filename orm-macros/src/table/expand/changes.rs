use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::super::model::{Column, Table};
use crate::shared::names;

/// `PolicyChanges`: some columns of an update. Nothing where no column may change.
pub(super) fn changes(table: &Table) -> TokenStream {
    let Table {
        krate, vis, ident, ..
    } = table;
    let plain = names::plain(ident);
    let changes = format_ident!("{}Changes", plain, span = ident.span());
    let columns: Vec<(usize, &Column)> = table
        .columns
        .iter()
        .enumerate()
        .filter(|(at, _)| table.changes(*at))
        .collect();
    if columns.is_empty() {
        return TokenStream::new();
    }
    let docs = format!(
        "New values for some columns of a [`{plain}`](struct@{plain}); `None` leaves a column as it is."
    );
    let fields = columns.iter().map(|(_, column)| {
        let Column {
            ident,
            vis,
            ty,
            docs,
            ..
        } = column;
        quote!(#docs #vis #ident: ::core::option::Option<#ty>,)
    });
    let names = columns.iter().map(|(_, column)| &column.ident);
    let writes = columns.iter().map(|(at, column)| {
        let name = &column.ident;
        quote!(out.optional(#at, self.#name);)
    });
    quote! {
        #[doc = #docs]
        #[must_use]
        #[allow(dead_code)]
        #vis struct #changes {
            #(#fields)*
        }

        #[automatically_derived]
        impl ::core::default::Default for #changes {
            fn default() -> Self {
                Self { #(#names: ::core::option::Option::None,)* }
            }
        }

        #[automatically_derived]
        impl<__E> #krate::query::Changes<__E, #ident, ()> for #changes {
            fn write_changes(self, out: &mut #krate::query::SetWriter<'_>) {
                #(#writes)*
            }
        }
    }
}
