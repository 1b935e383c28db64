use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::super::model::{IndexPart, Table, Tenancy};
use super::definition::definition;
use crate::shared::chunks;

/// `Source`, `Readable` and `Table`.
pub(super) fn source(table: &Table) -> TokenStream {
    let Table {
        krate,
        ident,
        name,
        keyspace,
        skipped,
        ..
    } = table;
    let set = format_ident!("{}Columns", ident);
    let tenancy = match table.tenancy {
        Tenancy::Tenant(at) => {
            let ty = &table.columns[at].ty;
            quote!(TenantOf<#ty>)
        }
        Tenancy::Global if table.reference.is_some() => quote!(GlobalReference<Self>),
        Tenancy::Global => quote!(Global),
        // Undecided: an assertion demands a keyspace without tenants.
        Tenancy::GlobalWritable | Tenancy::Undecided => quote!(GlobalWritable),
    };
    let definition = definition(table);
    let types: Vec<_> = table.columns.iter().map(|column| &column.ty).collect();
    let cells = chunks::cells(krate, &types);
    let fields = table.columns.iter().enumerate().map(|(at, column)| {
        let (field, local) = (&column.ident, chunks::local(at));
        quote!(#field: #local)
    });
    let read = table.columns.iter().map(|column| &column.ident);
    let key: Vec<_> = table.key().map(|column| &column.ty).collect();
    let key = match key.as_slice() {
        [one] => quote!(#one),
        all => quote!((#(#all),*)),
    };
    let writable = table.view.is_none().then(|| {
        let unique_keys = unique_keys(table);
        quote! {
            #[automatically_derived]
            impl #krate::query::Table for #ident {}

            #unique_keys
        }
    });
    quote! {
        #[automatically_derived]
        impl #krate::query::Source for #ident {
            type Row = Self;
            type Tenancy = #krate::scope::#tenancy;
            type Keyspace = #keyspace;
            type Columns = #set<Self>;
            const NAME: &'static str = #name;
            const TABLE: &'static #krate::schema::TableDef = &#definition;

            fn decode<__R: #krate::types::RowReader + ?::core::marker::Sized>(
                row: &__R,
                at: usize,
            ) -> ::core::result::Result<Self, #krate::driver::RowError> {
                let table = Self::TABLE;
                #cells
                let decoded = Self {
                    #(#fields,)*
                    #(#skipped: ::core::default::Default::default(),)*
                };
                // A column that queries use and no code reads is no dead field.
                let _ = (#(&decoded.#read,)*);
                ::core::result::Result::Ok(decoded)
            }
        }

        #[automatically_derived]
        impl #krate::query::Readable for #ident {
            type ColumnsOf<__S: 'static> = #set<__S>;
            type Key = #key;
        }

        #writable
    }
}

/// What an upsert may name: the columns of each key, the tenant's left out.
fn unique_keys(table: &Table) -> TokenStream {
    let Table { krate, ident, .. } = table;
    let indexes = table.indexes.iter().filter(|index| index.unique);
    let indexes = indexes.filter_map(|index| {
        let columns = index.parts.iter().map(|part| match part {
            IndexPart::Ascending(at) | IndexPart::Descending(at) => Some(*at),
            IndexPart::Expression(_) | IndexPart::Written(_) => None,
        });
        columns.collect::<Option<Vec<usize>>>()
    });
    let keys = std::iter::once(table.primary_key.clone())
        .chain(table.uniques.iter().map(|unique| unique.columns.clone()))
        .chain(indexes);
    let mut named: Vec<Vec<usize>> = Vec::new();
    for mut key in keys {
        if key.len() > 1 {
            key.retain(|at| Some(*at) != table.tenant());
        }
        if !key.is_empty() && !named.contains(&key) {
            named.push(key);
        }
    }
    let impls = named.iter().map(|key| {
        let places = match key.as_slice() {
            [one] => quote!(#krate::query::At<#one>),
            all => quote!((#(#krate::query::At<#all>),*)),
        };
        quote! {
            #[automatically_derived]
            #[diagnostic::do_not_recommend]
            impl #krate::query::UniqueKey<#places> for #ident {}
        }
    });
    quote!(#(#impls)*)
}
