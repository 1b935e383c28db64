use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::{Backend, Keyspace};

pub(super) fn keyspace(keyspace: &Keyspace) -> TokenStream {
    let Keyspace {
        krate,
        ident,
        name,
        tables,
        references,
        includes,
        without_tenants,
        backend,
    } = keyspace;
    let checks = match backend {
        Some(Backend::MySql) => quote!(assert_key_lengths assert_mysql_types),
        Some(Backend::Sqlite) => quote!(assert_sqlite_types),
        Some(Backend::Postgres) => quote!(assert_postgres_types),
        None => TokenStream::new(),
    };
    let own = tables.iter().map(|table| {
        let definition = quote!(<#table as #krate::scope::LivesIn<#ident>>::DEFINITION);
        (table, definition)
    });
    let copies = references.iter().map(|table| {
        let definition = quote!(<#table as #krate::query::Source>::TABLE);
        (table, definition)
    });
    let checked: Vec<_> = own.chain(copies).collect();
    let checks = checks.into_iter().flat_map(|check| {
        checked.iter().map(move |(table, definition)| {
            quote_spanned! {table.span()=>
                const _: () = #krate::schema::#check(#definition);
            }
        })
    });
    let copied = references.iter().map(|table| {
        quote_spanned! {table.span()=>
            copied::<#table, #ident>();
        }
    });
    let copied = (!references.is_empty()).then(|| {
        quote! {
            const _: fn() = || {
                fn copied<__T: #krate::scope::ReferenceIn<__K>, __K>() {}
                #(#copied)*
            };
        }
    });
    let without_tenants = without_tenants.then(|| {
        quote! {
            #[automatically_derived]
            impl #krate::scope::WithoutTenants for #ident {}
        }
    });
    let copies = 0..references.len();
    let group = (!includes.is_empty()).then(|| {
        quote! {
            #krate::schema::assert_group(&<#ident as #krate::scope::Keyspace>::DEFINITION);
        }
    });
    quote! {
        const _: () = {
            const COPIES: &[&#krate::schema::TableDef] =
                &[#(&#krate::schema::copy_of(<#references as #krate::query::Source>::TABLE)),*];
            const TABLES: &[&#krate::schema::TableDef] = &[
                #(COPIES[#copies],)*
                #(<#tables as #krate::scope::LivesIn<#ident>>::DEFINITION),*
            ];

            #[automatically_derived]
            impl #krate::scope::Keyspace for #ident {
                const DEFINITION: #krate::schema::KeyspaceDef = #krate::schema::KeyspaceDef {
                    name: #name,
                    tables: TABLES,
                    copies: COPIES,
                    includes: &[#(&<#includes as #krate::scope::Keyspace>::DEFINITION),*],
                };
            }

            #krate::schema::assert_keyspace(TABLES);
            #group
        };

        #(#checks)*
        #copied

        #[automatically_derived]
        impl #krate::scope::Includes<#ident> for #ident {}

        // Sources without a keyspace of their own: projections.
        #[automatically_derived]
        impl #krate::scope::Includes<#krate::scope::AnyKeyspace> for #ident {}

        #(
            #[automatically_derived]
            impl #krate::scope::Includes<#includes> for #ident {}
        )*

        #[automatically_derived]
        impl #krate::scope::Pins for #ident {
            type Pin<__First> = #ident;
        }

        #(
            #[automatically_derived]
            impl #krate::scope::ListedIn<#ident> for #tables {}
        )*

        #(
            #[automatically_derived]
            impl #krate::scope::HoldsReference<#references> for #ident {}

            #[automatically_derived]
            impl #krate::scope::ReferenceListedIn<#ident> for #references {}
        )*

        #without_tenants
    }
}
