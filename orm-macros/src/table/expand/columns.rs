use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::super::model::{Column, Role, Table};
use crate::shared::names;

/// The struct of columns, and the const of the table's own name that gives access to it.
pub(super) fn columns(table: &Table) -> TokenStream {
    let Table {
        krate, vis, ident, ..
    } = table;
    let set = format_ident!("{}Columns", ident);
    let plain = names::plain(ident);
    let set_docs = format!("The columns of [`{plain}`](struct@{plain}).");
    let const_docs = format!("The table `{}`; its fields are the columns.", table.name);
    let fields = table.columns.iter().enumerate().map(|(at, column)| {
        let Column {
            ident,
            vis,
            ty,
            docs,
            ..
        } = column;
        let role = match column.role {
            Role::Tenant => quote!(Tenant),
            Role::Generated => quote!(Generated),
            _ => quote!(Plain),
        };
        quote! {
            #docs
            #vis #ident: #krate::expr::Column<__S, #ty, #at, #krate::expr::#role>,
        }
    });
    let values = table.columns.iter().map(|column| &column.ident);
    quote! {
        #[doc = #set_docs]
        #[allow(dead_code)]
        #vis struct #set<__S> {
            #(#fields)*
        }

        #[automatically_derived]
        impl<__S: 'static> #krate::query::ColumnSet for #set<__S> {
            const REF: &'static Self = &Self {
                #(#values: #krate::expr::Column::NEW,)*
            };
        }

        #[doc = #const_docs]
        #[allow(non_upper_case_globals, dead_code)]
        #vis const #ident: #krate::query::TableRef<#ident> = #krate::query::TableRef::new();
    }
}
