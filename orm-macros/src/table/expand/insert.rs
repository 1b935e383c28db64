use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::super::model::{Column, DefaultValue, Table};
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
        .then(|| quote!(#[derive(::core::default::Default)]));
    let new_docs = format!("What an insert of a [`{plain}`](struct@{plain}) requires.");
    let new_struct = quote! {
        #[doc = #new_docs]
        #default
        #[allow(dead_code)]
        #vis struct #new {
            #(#fields)*
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
    let optional_names: Vec<_> = optional.iter().map(|column| &column.ident).collect();
    let optional_types = optional.iter().map(|column| &column.ty);
    let setters = optional.iter().map(|column| {
        let name = &column.ident;
        setter(column, &quote!(mut self), &quote!(Self), |value| {
            quote! {
                self.#name = ::core::option::Option::Some(#value);
                self
            }
        })
    });
    let first_setters = optional.iter().map(|column| {
        let name = &column.ident;
        setter(
            column,
            &quote!(self),
            &quote!(#full),
            |_| quote!(<#full as ::core::convert::From<Self>>::from(self).#name(value)),
        )
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
                Self {
                    __new: new,
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

/// `fn status(self, value: PolicyStatus) -> Self`; texts and options are taken as anything that
/// becomes one.
fn setter(
    column: &Column,
    receiver: &TokenStream,
    result: &TokenStream,
    body: impl Fn(&TokenStream) -> TokenStream,
) -> TokenStream {
    let Column { ident, vis, ty, .. } = column;
    let docs = format!("Sets column `{}`.", column.name);
    let (taken, value) = if converts(ty) {
        (
            quote!(impl ::core::convert::Into<#ty>),
            quote!(::core::convert::Into::into(value)),
        )
    } else {
        (quote!(#ty), quote!(value))
    };
    let body = body(&value);
    quote! {
        #[doc = #docs]
        #vis fn #ident(#receiver, value: #taken) -> #result {
            #body
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
    let values = table.columns.iter().enumerate().map(|(at, column)| {
        let Column { ident, ty, .. } = column;
        if column.required() {
            return quote!(row.value(#at, #required.#ident););
        }
        if !column.optional() {
            return TokenStream::new();
        }
        match column.default.as_ref().map(|default| &default.value) {
            Some(DefaultValue::UuidV4) => uuid(at, column, &quote!(#krate::types::uuid_v4)),
            Some(DefaultValue::UuidV7) => uuid(at, column, &quote!(#krate::types::uuid_v7)),
            Some(DefaultValue::Rust(value)) => quote! {
                row.or_made(#at, self.#ident, || { let value: #ty = #value; value });
            },
            _ => quote!(row.optional(#at, self.#ident);),
        }
    });
    let unused = table
        .columns
        .iter()
        .all(|column| !column.required() && !column.optional());
    let unused = unused.then(|| quote!(let _ = row;));
    quote!(#unused #(#values)*)
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
