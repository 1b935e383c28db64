use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::super::Projection;
use crate::shared::{chunks, names};
use crate::table;

/// The columns, and the source that a derived table is.
pub(super) fn source(projection: &Projection) -> TokenStream {
    let Projection {
        krate,
        vis,
        ident,
        name,
        columns,
        ..
    } = projection;
    let set = format_ident!("{}Columns", ident);
    let plain = names::plain(ident);
    let docs = format!("The columns of a derived table of [`{plain}`](struct@{plain}).");
    let fields = columns.iter().enumerate().map(|(at, column)| {
        let (docs, vis, name, ty) = (&column.docs, &column.vis, &column.ident, &column.ty);
        quote!(#(#docs)* #vis #name: #krate::expr::Column<__S, #ty, #at>,)
    });
    let names: Vec<_> = columns.iter().map(|column| &column.ident).collect();
    let definitions = table::column_definitions(krate, columns);
    let types: Vec<_> = columns.iter().map(|column| &column.ty).collect();
    let cells = chunks::cells(krate, &types);
    let locals = (0..columns.len()).map(chunks::local);
    quote! {
        #[doc = #docs]
        #[allow(dead_code, missing_docs)]
        #vis struct #set<__S> {
            #(#fields)*
        }

        #[automatically_derived]
        impl<__S: 'static> #krate::query::ColumnSet for #set<__S> {
            const REF: &'static Self = &Self {
                #(#names: #krate::expr::Column::NEW,)*
            };
        }

        #[automatically_derived]
        impl #krate::query::Aliased for #ident {
            type Columns<__S: 'static> = #set<__S>;
        }

        #[automatically_derived]
        impl #krate::query::Source for #ident {
            type Row = Self;
            type Tenancy = #krate::scope::Carried;
            type Keyspace = #krate::scope::AnyKeyspace;
            type Columns = #set<Self>;
            const NAME: &'static str = #name;
            const TABLE: &'static #krate::schema::TableDef = &#krate::schema::TableDef {
                name: #name,
                rust_name: #plain,
                columns: &#definitions,
                ..#krate::schema::BLANK_TABLE
            };

            fn decode<__R: #krate::types::RowReader + ?::core::marker::Sized>(
                row: &__R,
                at: usize,
            ) -> ::core::result::Result<Self, #krate::driver::RowError> {
                let table = Self::TABLE;
                #cells
                ::core::result::Result::Ok(Self { #(#names: #locals,)* })
            }
        }
    }
}
