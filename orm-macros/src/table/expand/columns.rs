use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::super::model::{Role, Table};
use super::Fields;
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
    let fields = Fields::of(&table.columns);
    let Fields {
        docs,
        vis: field_vis,
        names,
        types,
    } = &fields;
    let places = 0..names.len();
    let roles = table.columns.iter().map(|column| match column.role {
        Role::Tenant => Some(quote!(, #krate::expr::Tenant)),
        Role::Generated => Some(quote!(, #krate::expr::Generated)),
        _ => None,
    });
    quote! {
        #[doc = #set_docs]
        #[allow(dead_code, missing_docs)]
        #vis struct #set<__S> {
            #(#(#docs)* #field_vis #names: #krate::expr::Column<__S, #types, #places #roles>,)*
        }

        #[automatically_derived]
        impl<__S: 'static> #krate::query::ColumnSet for #set<__S> {
            const REF: &'static Self = &Self {
                #(#names: #krate::expr::Column::NEW,)*
            };
        }

        #[doc = #const_docs]
        #[allow(non_upper_case_globals, dead_code)]
        #vis const #ident: #krate::query::TableRef<#ident> = #krate::query::TableRef::new();
    }
}
