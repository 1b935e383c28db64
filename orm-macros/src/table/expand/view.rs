use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::Path;
use syn::spanned::Spanned;

use super::super::model::{Table, Tenancy, View};
use crate::projection::Filled;
use crate::shared::{names, spans};

/// The `ViewDef` expression.
pub(super) fn definition(krate: &Path, view: &View) -> TokenStream {
    let (kind, query) = match view {
        View::Existing => return quote!(#krate::schema::ViewDef::Existing),
        View::Plain(query) => (quote!(Plain), query),
        View::Materialized(query) => (quote!(Materialized), query),
    };
    let own = spans::at(query.span(), krate);
    quote_spanned! {query.span()=>
        #own::schema::ViewDef::#kind(|| #own::query::view_body::<Self, _>(#query()))
    }
}

/// What makes a view one, and the struct of expressions that its query fills it by.
pub(super) fn view(table: &Table, view: &View) -> TokenStream {
    let Table { krate, ident, .. } = table;
    let access = match table.tenancy {
        Tenancy::Tenant(at) => {
            let ty = &table.columns[at].ty;
            quote!(ViewOf<#ty>)
        }
        _ => quote!(GlobalView),
    };
    let materialized = matches!(view, View::Materialized(_)).then(|| {
        quote! {
            #[automatically_derived]
            impl #krate::query::MaterializedView for #ident {}
        }
    });
    let fills = (!matches!(view, View::Existing)).then(|| fills(table));
    quote! {
        #[automatically_derived]
        impl #krate::query::View for #ident {
            type Access = #krate::scope::#access;
        }

        #materialized
        #fills
    }
}

/// `OpenPolicyOf { org_id: Policy.org_id, .. }`, whose tenant column is a table's.
fn fills(table: &Table) -> TokenStream {
    let Table {
        krate,
        vis,
        ident,
        columns,
        ..
    } = table;
    let selection = Filled {
        krate,
        vis,
        ident,
        columns,
    }
    .selection();
    let of = format_ident!("{}Of", names::plain(ident), span = ident.span());
    let tenant = table.tenant();
    let types: Vec<_> = (0..columns.len())
        .map(|at| match tenant {
            Some(tenant) if tenant == at => {
                let ty = &columns[at].ty;
                quote!(#krate::expr::Column<__S, #ty, __N, #krate::expr::Tenant>)
            }
            _ => {
                let ty = format_ident!("__X{at}");
                quote!(#ty)
            }
        })
        .collect();
    let free = (0..columns.len()).filter(|at| Some(*at) != tenant);
    let free: Vec<_> = free.map(|at| format_ident!("__X{at}")).collect();
    let column = tenant.map(|_| quote!(, const __N: usize));
    let source = tenant.map(|_| quote!(__S,));
    quote! {
        #selection

        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl<#source #(#free),* #column> #krate::query::FillsView<#ident> for #of<#(#types),*> {}
    }
}
