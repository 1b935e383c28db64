use proc_macro2::TokenStream;
use quote::quote;

use super::Newtype;

/// `Scalar` and `Value` that hand everything to the field.
pub(super) fn scalar(newtype: &Newtype) -> TokenStream {
    let Newtype {
        krate,
        ident,
        member,
        inner,
    } = newtype;
    quote! {
        #[automatically_derived]
        impl #krate::types::Scalar for #ident {
            const SQL: #krate::types::SqlType = <#inner as #krate::types::Scalar>::SQL;

            #[inline]
            fn encode(
                &self,
                hint: #krate::types::Hint,
            ) -> ::core::result::Result<#krate::types::Arg, #krate::types::EncodeError> {
                #krate::types::Scalar::encode(&self.#member, hint)
            }

            #[inline]
            fn into_encoded(
                self,
                hint: #krate::types::Hint,
            ) -> ::core::result::Result<#krate::types::Arg, #krate::types::EncodeError> {
                #krate::types::Scalar::into_encoded(self.#member, hint)
            }

            #[inline]
            fn decode<__R: #krate::types::RowReader + ?::core::marker::Sized>(
                row: &__R,
                at: usize,
                hint: #krate::types::Hint,
            ) -> ::core::result::Result<Self, #krate::types::DecodeError> {
                ::core::result::Result::Ok(Self {
                    #member: <#inner as #krate::types::Scalar>::decode(row, at, hint)?,
                })
            }
        }

        #[automatically_derived]
        impl #krate::types::ArrayElement for #ident {}

        #krate::scalar_value!([] #ident);
    }
}
