use proc_macro2::TokenStream;
use quote::quote;

use super::DbEnum;
use crate::shared::names;

pub(super) fn db_enum(model: &DbEnum) -> TokenStream {
    let DbEnum {
        krate, ident, name, ..
    } = model;
    let names = model.variants.iter().map(|variant| &variant.name);
    let numbers = model
        .variants
        .iter()
        .filter(|_| model.integer)
        .map(|variant| variant.number);
    let open = model.other.is_some();
    let accessor = accessor(model);
    let default = default(model);
    let encode = encode(model);
    let decode = decode(model);
    quote! {
        #[automatically_derived]
        impl #ident {
            #accessor
            #default
        }

        #[automatically_derived]
        impl #krate::types::EnumValue for #ident {
            const DEFINITION: &'static #krate::types::EnumDef = &#krate::types::EnumDef {
                name: #name,
                values: &[#(#names),*],
                numbers: &[#(#numbers),*],
                open: #open,
            };
        }

        #[automatically_derived]
        impl #krate::types::Scalar for #ident {
            const SQL: #krate::types::SqlType =
                #krate::types::SqlType::Enum(<Self as #krate::types::EnumValue>::DEFINITION);

            fn encode(
                &self,
                _: #krate::types::Hint,
            ) -> ::core::result::Result<#krate::types::Arg, #krate::types::EncodeError> {
                #encode
            }

            fn decode<__R: #krate::types::RowReader + ?::core::marker::Sized>(
                row: &__R,
                at: usize,
                _: #krate::types::Hint,
            ) -> ::core::result::Result<Self, #krate::types::DecodeError> {
                #decode
            }
        }

        #krate::scalar_value!([] #ident);
    }
}

fn accessor(model: &DbEnum) -> TokenStream {
    let vis = &model.vis;
    let variants = model.variants.iter().map(|variant| &variant.ident);
    if model.integer {
        let numbers = model.variants.iter().map(|variant| variant.number);
        let other = model.other.iter();
        quote! {
            /// The number that the database stores.
            #[must_use]
            #[allow(dead_code, clippy::unreadable_literal, clippy::trivially_copy_pass_by_ref)]
            #vis const fn number(&self) -> i64 {
                match self {
                    #(Self::#variants => #numbers,)*
                    #(Self::#other(number) => *number,)*
                }
            }
        }
    } else {
        let names = model.variants.iter().map(|variant| &variant.name);
        let other = model.other.iter();
        let lifetime = model.other.is_none().then(|| quote!('static));
        quote! {
            /// The name that the database stores.
            #[must_use]
            #[allow(dead_code, clippy::trivially_copy_pass_by_ref)]
            #vis const fn as_str(&self) -> &#lifetime str {
                match self {
                    #(Self::#variants => #names,)*
                    #(Self::#other(name) => name.as_str(),)*
                }
            }
        }
    }
}

/// What `#[column(default = PolicyStatus::Draft)]` puts into the DDL.
fn default(model: &DbEnum) -> TokenStream {
    let (krate, vis) = (&model.krate, &model.vis);
    let variants = model.variants.iter().map(|variant| {
        let (ident, name, number) = (&variant.ident, &variant.name, variant.number);
        let value = if model.integer {
            quote!(Integer(#number))
        } else {
            let literal = names::quoted(name);
            quote!(Literal(#literal))
        };
        quote!(Self::#ident => #krate::schema::DefaultDef::#value,)
    });
    let other = model.other.iter();
    quote! {
        #[doc(hidden)]
        #[must_use]
        #[allow(dead_code, clippy::unreadable_literal, clippy::trivially_copy_pass_by_ref)]
        #vis const fn __orm_default(&self) -> #krate::schema::DefaultDef {
            match self {
                #(#variants)*
                #(Self::#other(_) => #krate::schema::DefaultDef::None,)*
            }
        }
    }
}

fn encode(model: &DbEnum) -> TokenStream {
    let krate = &model.krate;
    if model.integer {
        return quote! {
            ::core::result::Result::Ok(#krate::types::Arg::Int(self.number()))
        };
    }
    let known = quote! {
        ::core::result::Result::Ok(#krate::types::Arg::Enum(
            ::std::borrow::ToOwned::to_owned(self.as_str()),
        ))
    };
    match &model.other {
        None => known,
        Some(other) => quote! {
            match self {
                Self::#other(name) => {
                    #krate::types::Scalar::encode(name, #krate::types::Hint::NONE)
                }
                _ => #known,
            }
        },
    }
}

fn decode(model: &DbEnum) -> TokenStream {
    let (krate, name) = (&model.krate, &model.name);
    let (read, make) = if model.integer {
        (quote!(i64), quote!(value))
    } else {
        (
            quote!(text),
            quote!(::std::borrow::ToOwned::to_owned(value)),
        )
    };
    let variants = model.variants.iter().map(|variant| {
        let (ident, name, number) = (&variant.ident, &variant.name, variant.number);
        let value = if model.integer {
            quote!(#number)
        } else {
            quote!(#name)
        };
        quote!(#value => ::core::result::Result::Ok(Self::#ident),)
    });
    let unknown = match &model.other {
        Some(other) => quote!(::core::result::Result::Ok(Self::#other(#make))),
        None => quote! {
            ::core::result::Result::Err(#krate::types::DecodeError::UnknownVariant {
                value: ::std::string::ToString::to_string(&value),
                name: #name,
            })
        },
    };
    quote! {
        let value = #krate::types::RowReader::#read(row, at)?;
        #[allow(clippy::unreadable_literal, clippy::match_same_arms)]
        match value {
            #(#variants)*
            _ => #unknown,
        }
    }
}
