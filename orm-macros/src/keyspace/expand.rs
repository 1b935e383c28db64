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
        includes,
        without_tenants,
        backend,
    } = keyspace;
    let checks = match backend {
        Some(Backend::MySql) => quote!(assert_key_lengths assert_types),
        Some(Backend::Sqlite) => quote!(assert_types),
        Some(Backend::Postgres) | None => TokenStream::new(),
    };
    let checks = checks.into_iter().flat_map(|check| {
        tables.iter().map(move |table| {
            quote_spanned! {table.span()=>
                const _: () = #krate::schema::#check(
                    <#table as #krate::scope::LivesIn<#ident>>::DEFINITION,
                );
            }
        })
    });
    let without_tenants = without_tenants.then(|| {
        quote! {
            #[automatically_derived]
            impl #krate::scope::WithoutTenants for #ident {}
        }
    });
    quote! {
        const _: () = {
            const TABLES: &[&#krate::schema::TableDef] =
                &[#(<#tables as #krate::scope::LivesIn<#ident>>::DEFINITION),*];

            #[automatically_derived]
            impl #krate::scope::Keyspace for #ident {
                fn definition() -> #krate::schema::KeyspaceDef {
                    #krate::schema::KeyspaceDef {
                        name: #name,
                        tables: TABLES,
                    }
                }
            }

            #krate::schema::assert_keyspace(TABLES);
        };

        #(#checks)*

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

        #without_tenants
    }
}
