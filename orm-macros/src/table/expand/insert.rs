use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};

use super::super::model::{Column, DefaultValue, Table};
use super::Fields;
use crate::shared::names;
use crate::shared::sql_kind::SqlKind;

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
    let fields = Fields::of(required.iter().copied());
    let Fields {
        docs,
        vis: field_vis,
        names,
        types,
    } = &fields;
    let default = required
        .is_empty()
        .then(|| quote!(#[derive(::core::default::Default)]));
    let new_docs = format!("What an insert of a [`{plain}`](struct@{plain}) requires.");
    let new_struct = quote! {
        #[doc = #new_docs]
        #default
        #[allow(dead_code, missing_docs)]
        #vis struct #new {
            #(#(#docs)* #field_vis #names: #types,)*
        }
    };
    if optional.is_empty() {
        let values = values(table, &quote!(self));
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
    let full_docs =
        format!("A [`{plain}`](struct@{plain}) to insert, with values for optional columns.");
    let given = Fields::of(optional.iter().copied());
    let Fields {
        docs: setter_docs,
        vis: setter_vis,
        names: optional_names,
        types: optional_types,
    } = &given;
    // Texts and options are taken as anything that becomes one.
    let converted = optional_types.iter().map(|ty| converts(ty));
    let taken = converted.clone().zip(optional_types);
    let taken = taken.map(|(converted, ty)| match converted {
        true => quote!(impl ::core::convert::Into<#ty>),
        false => ty.to_token_stream(),
    });
    let taken: Vec<_> = taken.collect();
    let stored = converted.map(|converted| match converted {
        true => quote!(::core::convert::Into::into(value)),
        false => quote!(value),
    });
    let values = values(table, &quote!(self.__new));
    quote! {
        #new_struct

        #[doc = #full_docs]
        #[must_use]
        #[allow(dead_code)]
        #vis struct #full {
            __new: #new,
            #(#optional_names: ::core::option::Option<#optional_types>,)*
        }

        #[automatically_derived]
        impl ::core::convert::From<#new> for #full {
            fn from(new: #new) -> Self {
                use ::core::option::Option::None;
                Self { __new: new, #(#optional_names: None,)* }
            }
        }

        #[automatically_derived]
        #[allow(dead_code, missing_docs)]
        impl #new {
            #(
                #(#setter_docs)*
                #setter_vis fn #optional_names(self, value: #taken) -> #full {
                    <#full as ::core::convert::From<Self>>::from(self).#optional_names(value)
                }
            )*
        }

        #[automatically_derived]
        #[allow(dead_code, missing_docs)]
        impl #full {
            #(
                #(#setter_docs)*
                #setter_vis fn #optional_names(mut self, value: #taken) -> Self {
                    self.#optional_names = ::core::option::Option::Some(#stored);
                    self
                }
            )*
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

/// Whether other types are usually at hand where this one is asked for.
fn converts(ty: &syn::Type) -> bool {
    matches!(ty, syn::Type::Path(path)
        if path.path.segments.last().is_some_and(|last| last.ident == "String" || last.ident == "Option"))
}

/// Hands over the values in the order of the columns; those that an insert requires are fields of
/// `required`.
fn values(table: &Table, required: &TokenStream) -> TokenStream {
    let krate = &table.krate;
    let mut values = TokenStream::new();
    for (at, column) in table.columns.iter().enumerate() {
        let Column { ident, ty, .. } = column;
        if column.required() {
            values.extend(quote!(row.value(#at, #required.#ident);));
        } else if column.optional() {
            values.extend(
                match column.default.as_ref().map(|default| &default.value) {
                    Some(DefaultValue::UuidV4) => uuid(at, column, &quote!(#krate::types::uuid_v4)),
                    Some(DefaultValue::UuidV7) => uuid(at, column, &quote!(#krate::types::uuid_v7)),
                    Some(DefaultValue::Rust(value)) => quote! {
                        row.or_made(#at, self.#ident, || { let value: #ty = #value; value });
                    },
                    _ => quote!(row.optional(#at, self.#ident);),
                },
            );
        }
    }
    if values.is_empty() {
        values = quote!(let _ = row;);
    }
    values
}

/// The given uuid, or one made here. A newtype's own is made as what it wraps.
fn uuid(at: usize, column: &Column, make: &TokenStream) -> TokenStream {
    let ident = &column.ident;
    if column.kind == SqlKind::Uuid {
        return quote!(row.or_made(#at, self.#ident, #make););
    }
    quote! {
        match self.#ident {
            ::core::option::Option::Some(value) => row.value(#at, value),
            ::core::option::Option::None => row.value(#at, #make()),
        }
    }
}
