use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::super::Projection;
use crate::shared::{names, spans};

/// `TotalsOf { org: Policy.org_id, total: sum(Policy.premium) }`
pub(super) fn selection(projection: &Projection) -> TokenStream {
    let Projection {
        krate,
        vis,
        ident,
        columns,
        ..
    } = projection;
    let plain = names::plain(ident);
    let of = format_ident!("{}Of", plain, span = ident.span());
    let docs =
        format!("The expressions that fill a [`{plain}`](struct@{plain}), as a select list.");
    let numbered = |prefix: &str| -> Vec<Ident> {
        (0..columns.len())
            .map(|at| format_ident!("{prefix}{at}"))
            .collect()
    };
    let (types, places, kinds) = (numbered("__X"), numbered("__I"), numbered("__K"));
    let fields = columns.iter().zip(&types).map(|(column, ty)| {
        let (docs, vis, name) = (&column.docs, &column.vis, &column.ident);
        quote!(#(#docs)* #vis #name: #ty,)
    });
    let fills = columns
        .iter()
        .zip(&types)
        .zip(&places)
        .map(|((column, ty), place)| {
            let span = column.ty.span();
            let (field, krate) = (&column.ty, spans::at(span, krate));
            quote_spanned! {span=>
                <<#ty as #krate::expr::ExprIn<__E, #place>>::Null as #krate::types::Nullness>::Wrap<
                    <#ty as #krate::expr::Expr>::Base,
                >: #krate::query::Fills<#field>,
            }
        });
    let first = &kinds[0];
    let mut kind = quote!(#first);
    let mut mixes = Vec::new();
    for next in &kinds[1..] {
        mixes.push(quote!(#kind: #krate::expr::Mix<#next>,));
        kind = quote!(<#kind as #krate::expr::Mix<#next>>::Out);
    }
    let writes = columns.iter().enumerate().map(|(at, column)| {
        let name = &column.ident;
        let first = at == 0;
        quote! {
            #krate::query::write_field(
                &self.#name,
                &<#ident as #krate::query::Source>::TABLE.columns[#at],
                #first,
                out,
            );
        }
    });
    let reads =
        columns
            .iter()
            .zip(&types)
            .zip(&places)
            .enumerate()
            .map(|(at, ((column, ty), place))| {
                let name = &column.ident;
                quote! {
                    #name: #krate::query::Fills::fill(#krate::query::read_field::<
                        #ty,
                        <#ty as #krate::expr::ExprIn<__E, #place>>::Null,
                        __R,
                    >(
                        &self.#name,
                        &<#ident as #krate::query::Source>::TABLE.columns[#at],
                        row,
                        at + #at,
                    )?),
                }
            });
    let methods = super::methods(projection, writes, reads);
    quote! {
        #[doc = #docs]
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        #[allow(dead_code, missing_docs)]
        #vis struct #of<#(#types),*> {
            #(#fields)*
        }

        #[automatically_derived]
        impl<__E, #(#types, #places, #kinds),*> #krate::query::Selection<__E, (#(#places,)*)>
            for #of<#(#types),*>
        where
            #(#types: #krate::expr::ExprIn<__E, #places, Kind = #kinds>,)*
            #(#mixes)*
            #(#fills)*
        {
            type Row = #ident;
            type Kind = #kind;

            #methods
        }
    }
}
