use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::super::model::{Column, DefaultValue, Table};
use crate::shared::names;

/// `NewPolicy`, and `PolicyInsert` where an insert may give more than it must.
pub(super) fn insert(table: &Table) -> TokenStream {
    let Table {
        krate, vis, ident, ..
    } = table;
    let plain = names::plain(ident);
    let new = format_ident!("New{}", plain, span = ident.span());
    let full = format_ident!("{}Insert", plain, span = ident.span());
    let required: Vec<_> = table
        .columns
        .iter()
        .filter(|column| column.required())
        .collect();
    let optional: Vec<_> = table
        .columns
        .iter()
        .filter(|column| column.optional())
        .collect();
    let fields = required.iter().map(|column| {
        let Column {
            ident,
            vis,
            ty,
            docs,
            ..
        } = column;
        quote!(#docs #vis #ident: #ty,)
    });
    let default = required
        .is_empty()
        .then(|| quote!(, ::core::default::Default));
    let new_docs = format!("What an insert of a [`{plain}`] requires.");
    let new_struct = quote! {
        #[doc = #new_docs]
        #[derive(::core::clone::Clone #default)]
        #[allow(dead_code)]
        #vis struct #new {
            #(#fields)*
        }
    };
    if optional.is_empty() {
        let values = values(table, &|_| quote!(::core::option::Option::None));
        return quote! {
            #new_struct

            #[automatically_derived]
            impl #krate::query::Insertable for #new {
                type Table = #ident;

                fn into_values(self, row: &mut #krate::query::InsertRow<'_>) {
                    #values
                }
            }
        };
    }
    let full_docs = format!("A [`{plain}`] to insert, with values for optional columns.");
    let required_names: Vec<_> = required.iter().map(|column| &column.ident).collect();
    let required_types = required.iter().map(|column| &column.ty);
    let optional_names: Vec<_> = optional.iter().map(|column| &column.ident).collect();
    let optional_types = optional.iter().map(|column| &column.ty);
    let setters = optional.iter().map(|column| {
        setter(column, &quote!(Self), |name| {
            quote! {
                self.#name = ::core::option::Option::Some(::core::convert::Into::into(value));
                self
            }
        })
    });
    let first_setters = optional.iter().map(|column| {
        setter(
            column,
            &quote!(#full),
            |name| quote!(<#full as ::core::convert::From<Self>>::from(self).#name(value)),
        )
    });
    let values = values(table, &|column| {
        let name = &column.ident;
        quote!(self.#name)
    });
    quote! {
        #new_struct

        #[doc = #full_docs]
        #[derive(::core::clone::Clone)]
        #[must_use]
        #[allow(dead_code)]
        #vis struct #full {
            #(#required_names: #required_types,)*
            #(#optional_names: ::core::option::Option<#optional_types>,)*
        }

        #[automatically_derived]
        impl ::core::convert::From<#new> for #full {
            fn from(new: #new) -> Self {
                #[allow(unused_variables)]
                let #new { #(#required_names),* } = new;
                Self {
                    #(#required_names,)*
                    #(#optional_names: ::core::option::Option::None,)*
                }
            }
        }

        #[automatically_derived]
        #[allow(dead_code)]
        impl #new {
            #(#first_setters)*
        }

        #[automatically_derived]
        #[allow(dead_code)]
        impl #full {
            #(#setters)*
        }

        #[automatically_derived]
        impl #krate::query::Insertable for #full {
            type Table = #ident;

            fn into_values(self, row: &mut #krate::query::InsertRow<'_>) {
                #values
            }
        }

        #[automatically_derived]
        impl #krate::query::Insertable for #new {
            type Table = #ident;

            fn into_values(self, row: &mut #krate::query::InsertRow<'_>) {
                #krate::query::Insertable::into_values(
                    <#full as ::core::convert::From<Self>>::from(self),
                    row,
                );
            }
        }
    }
}

/// `fn status(self, value: impl Into<PolicyStatus>) -> Self`
pub(super) fn setter(
    column: &Column,
    result: &TokenStream,
    body: impl Fn(&syn::Ident) -> TokenStream,
) -> TokenStream {
    let Column { ident, vis, ty, .. } = column;
    let docs = format!("Sets column `{}`.", column.name);
    let body = body(ident);
    let own = result.to_string() == "Self";
    let mutable = own.then(|| quote!(mut));
    let must_use = own.then(|| quote!(#[must_use]));
    quote! {
        #[doc = #docs]
        #must_use
        #vis fn #ident(#mutable self, value: impl ::core::convert::Into<#ty>) -> #result {
            #body
        }
    }
}

/// Hands over the values in the order of the columns.
fn values(table: &Table, optional: &dyn Fn(&Column) -> TokenStream) -> TokenStream {
    let krate = &table.krate;
    let values = table.columns.iter().enumerate().map(|(at, column)| {
        let Column { ident, ty, .. } = column;
        if column.required() {
            return quote!(row.value(#at, self.#ident););
        }
        if !column.optional() {
            return TokenStream::new();
        }
        let given = optional(column);
        let made = match column.default.as_ref().map(|default| &default.value) {
            Some(DefaultValue::UuidV4) => quote!(row.value(#at, #krate::types::uuid_v4())),
            Some(DefaultValue::UuidV7) => quote!(row.value(#at, #krate::types::uuid_v7())),
            Some(DefaultValue::Rust(value)) => quote!({
                let value: #ty = #value;
                row.value(#at, value)
            }),
            _ => return quote!(row.optional::<#ty>(#at, #given);),
        };
        quote! {
            match #given {
                ::core::option::Option::Some(value) => row.value::<#ty>(#at, value),
                ::core::option::Option::None => #made,
            }
        }
    });
    let unused = table
        .columns
        .iter()
        .all(|column| !column.required() && !column.optional());
    let unused = unused.then(|| quote!(let _ = row;));
    quote!(#unused #(#values)*)
}
