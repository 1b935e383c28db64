use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::super::model::{Column, Table};
use super::Fields;
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
    let own_docs = format!(
        "New values for some columns of a [`{plain}`](struct@{plain}); `None` leaves a column as it is."
    );
    let places = columns.iter().map(|(at, _)| at);
    let fields = Fields::of(columns.iter().map(|(_, column)| *column));
    let Fields {
        docs,
        vis: field_vis,
        names,
        types,
    } = &fields;
    quote! {
        #[doc = #own_docs]
        #[must_use]
        #[allow(dead_code, missing_docs)]
        #vis struct #changes {
            #(#(#docs)* #field_vis #names: ::core::option::Option<#types>,)*
        }

        #[automatically_derived]
        impl ::core::default::Default for #changes {
            fn default() -> Self {
                use ::core::option::Option::None;
                Self { #(#names: None,)* }
            }
        }

        #[automatically_derived]
        impl<__E> #krate::query::Changes<__E, #ident, ()> for #changes {
            fn write_changes(self, out: &mut #krate::query::SetWriter<'_>) {
                #(out.optional(#places, self.#names);)*
            }
        }
    }
}
