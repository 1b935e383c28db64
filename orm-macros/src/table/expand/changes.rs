use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::super::model::{Column, Table};
use super::insert::setter;
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
    let docs =
        format!("New values for some columns of a [`{plain}`]; `None` leaves a column as it is.");
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
    let setters = columns.iter().map(|(_, column)| {
        setter(column, &quote!(Self), |name| {
            quote! {
                self.#name = ::core::option::Option::Some(::core::convert::Into::into(value));
                self
            }
        })
    });
    let writes = columns.iter().map(|(at, column)| {
        let name = &column.ident;
        quote! {
            if let ::core::option::Option::Some(value) = &self.#name {
                let column = &<#ident as #krate::query::Source>::TABLE.columns[#at];
                each(column, &mut |out| {
                    out.arg(#krate::types::Value::to_arg(value, column.hint));
                });
            }
        }
    });
    quote! {
        #[doc = #docs]
        #[derive(::core::clone::Clone, ::core::default::Default)]
        #[must_use]
        #[allow(dead_code)]
        #vis struct #changes {
            #(#fields)*
        }

        #[automatically_derived]
        #[allow(dead_code)]
        impl #changes {
            #(#setters)*
        }

        #[automatically_derived]
        impl<__E> #krate::query::Changes<__E, #ident, ()> for #changes {
            fn write_changes(
                self,
                each: &mut dyn ::core::ops::FnMut(
                    &'static #krate::schema::ColumnDef,
                    &mut dyn ::core::ops::FnMut(&mut #krate::sql::Pieces),
                ),
            ) {
                #(#writes)*
            }
        }
    }
}
