use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use super::{Newtype, expand, parse};
use crate::shared::sql_kind::{self, SqlKind};
use crate::shared::{Errors, sql_kind::option};

pub(crate) fn derive(input: &DeriveInput) -> syn::Result<TokenStream> {
    let errors = Errors::new();
    let newtype = parse::newtype(input, "TenantKey", "tenant_key", &errors);
    if let Some(newtype) = &newtype {
        check(newtype, &errors);
    }
    errors.finish()?;
    Ok(newtype.iter().map(tenant_key).collect())
}

fn check(newtype: &Newtype, errors: &Errors) {
    if option(&newtype.inner).is_some() {
        errors.at(
            &newtype.inner,
            "a tenant key always names a tenant: take off the `Option`",
        );
        return;
    }
    match sql_kind::of(&newtype.inner) {
        SqlKind::Uuid | SqlKind::Integer(..) | SqlKind::Text | SqlKind::Unknown => {}
        kind => errors.at(
            &newtype.inner,
            format!(
                "{} cannot name a tenant: use `Uuid`, an integer type or `String`",
                kind.word()
            ),
        ),
    }
}

fn tenant_key(newtype: &Newtype) -> TokenStream {
    let Newtype {
        krate,
        ident,
        member,
        inner,
    } = newtype;
    let is_nil = match sql_kind::of(inner) {
        SqlKind::Uuid => quote!(self.#member.is_nil()),
        SqlKind::Integer(..) => quote!(self.#member == 0),
        SqlKind::Text => quote!(self.#member.is_empty()),
        // Another newtype or an alias: what it is in SQL decides, and what can't name a tenant
        // names nobody.
        _ => quote! {
            match #krate::types::Scalar::encode(&self.#member, #krate::types::Hint::NONE) {
                ::core::result::Result::Ok(#krate::types::Arg::Uuid(value)) => value.is_nil(),
                ::core::result::Result::Ok(#krate::types::Arg::Int(value)) => value == 0,
                ::core::result::Result::Ok(#krate::types::Arg::UInt(value)) => value == 0,
                ::core::result::Result::Ok(#krate::types::Arg::Text(value)) => value.is_empty(),
                _ => true,
            }
        },
    };
    let scalar = expand::scalar(newtype);
    quote! {
        #scalar

        #[automatically_derived]
        impl #krate::scope::TenantKey for #ident {
            #[inline]
            fn is_nil(&self) -> bool {
                #is_nil
            }
        }
    }
}
