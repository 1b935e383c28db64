use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::input::Input;
use super::tree::{CastType, Tree};
use super::write::{Part, parts};
use crate::shared::core_path;

pub(super) fn fragment(input: &Input, tree: &Tree) -> TokenStream {
    let krate = core_path();
    let ty = &input.ty;
    let parts = parts(tree).into_iter().map(|part| {
        let part = match part {
            Part::Text(text) => quote!(Text(#text)),
            Part::Hole(at) => quote!(Hole(#at)),
            Part::Op(op) => {
                let op = Ident::new(op, Span::call_site());
                quote!(Op(#krate::sql::Op::#op))
            }
            Part::CastType(to) => {
                let to = match to {
                    CastType::Integer => quote!(I64),
                    CastType::Double => quote!(F64),
                    CastType::Text => quote!(Text),
                };
                quote!(CastType(#krate::types::SqlType::#to))
            }
        };
        quote!(#krate::expr::FragmentPart::#part)
    });
    let holes = input
        .holes
        .iter()
        .rev()
        .fold(quote!(()), |rest, hole| quote!((#hole, #rest)));
    quote! {
        #krate::expr::Fragment::<#ty, _>::new(&[#(#parts),*], #holes)
    }
}
