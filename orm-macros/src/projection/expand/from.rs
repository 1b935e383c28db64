use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::Path;

use super::super::Projection;
use crate::shared::{names, spans};

/// The const of the struct's own name: the columns of a derived table.
pub(super) fn table_ref(projection: &Projection) -> TokenStream {
    let Projection {
        krate, vis, ident, ..
    } = projection;
    let docs = format!(
        "The columns of a derived table of [`{0}`](struct@{0}).",
        names::plain(ident)
    );
    quote! {
        #[doc = #docs]
        #[allow(non_upper_case_globals, dead_code)]
        #vis const #ident: #krate::query::TableRef<#ident> = #krate::query::TableRef::new();
    }
}

/// The const of the struct's own name: also the select list of a table's columns of the same names.
pub(super) fn from(projection: &Projection, table: &Path) -> TokenStream {
    let Projection {
        krate,
        vis,
        ident,
        columns,
        ..
    } = projection;
    let plain = names::plain(ident);
    let selection = format_ident!("{}Selection", plain, span = ident.span());
    let set = format_ident!("{}Columns", ident);
    let type_docs = format!("Selects the columns that fill a [`{plain}`](struct@{plain}).");
    let const_docs = format!(
        "Selects the columns that fill a [`{plain}`](struct@{plain}); its fields are the columns of a derived table of it."
    );
    let column = |name: &syn::Ident| {
        let krate = spans::at(name.span(), krate);
        let table = spans::at(name.span(), table);
        quote_spanned! {name.span()=>
            <<#table as #krate::query::Source>::Columns as #krate::query::ColumnSet>::REF.#name
        }
    };
    let writes = columns.iter().enumerate().map(|(at, field)| {
        let (first, column) = (at == 0, column(&field.ident));
        quote! {
            #krate::query::write_field(
                &#column,
                &<#ident as #krate::query::Source>::TABLE.columns[#at],
                #first,
                out,
            );
        }
    });
    let reads = columns.iter().enumerate().map(|(at, field)| {
        let (name, column) = (&field.ident, column(&field.ident));
        let krate = spans::at(name.span(), krate);
        quote_spanned!(name.span()=> #name: #krate::query::read_column(&#column, row, at + #at)?,)
    });
    let methods = super::methods(&projection.filled(), writes, reads);
    quote! {
        #[doc = #type_docs]
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        #vis struct #selection;

        #[doc = #const_docs]
        #[allow(non_upper_case_globals, dead_code)]
        #vis const #ident: #selection = #selection;

        #[automatically_derived]
        impl ::core::ops::Deref for #selection {
            type Target = #set<#ident>;

            #[inline]
            fn deref(&self) -> &Self::Target {
                <#set<#ident> as #krate::query::ColumnSet>::REF
            }
        }

        #[automatically_derived]
        impl<__B, __A, __K, __F, __At>
            #krate::query::Selection<
                #krate::expr::Env<__B, __A, __K, __F, #krate::query::NoGroup>,
                __At,
            > for #selection
        where
            __F: #krate::query::Has<#table, __At>,
            __F::Mark: #krate::query::Mark<Null = #krate::types::NotNull>,
        {
            type Row = #ident;
            type Kind = #krate::expr::PerRow;

            #methods
        }
    }
}
