//! Calls that treat many columns: they cost the compiler less than a call for each.

use std::ops::Range;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::Type;

/// How many columns the functions of core take at most.
const MOST: usize = 16;

/// The positions of as many columns, in as few pieces as can be.
fn chunks(columns: usize) -> impl Iterator<Item = Range<usize>> {
    let firsts = (0..columns).step_by(MOST);
    firsts.map(move |first| first..columns.min(first + MOST))
}

/// Reads all columns of `row` into the variables that [`local`] names.
pub(crate) fn cells(krate: &syn::Path, types: &[&Type]) -> TokenStream {
    let calls = chunks(types.len()).map(|chunk| {
        let (first, types) = (chunk.start, &types[chunk.clone()]);
        let cells = format_ident!("cells{}", types.len());
        let locals = chunk.map(local);
        quote!(let (#(#locals,)*) = #krate::query::#cells::<#(#types,)* _>(row, at, #first, table)?;)
    });
    quote!(#(#calls)*)
}

/// The variable for the column at a position.
pub(crate) fn local(at: usize) -> Ident {
    format_ident!("__{at}")
}

/// The array of plain columns.
pub(crate) fn columns(krate: &syn::Path, types: &[&Type], names: &[&String]) -> TokenStream {
    let part = |chunk: Range<usize>| {
        let (types, names) = (&types[chunk.clone()], &names[chunk]);
        let columns = format_ident!("columns{}", types.len());
        quote!(#krate::schema::#columns::<#(#types),*>([#(#names),*]))
    };
    let count = types.len();
    if count <= MOST {
        return part(0..count);
    }
    let firsts = chunks(count).map(|chunk| chunk.start);
    let parts = chunks(count).map(part);
    quote! {
        {
            let mut columns = #krate::schema::blank_columns::<#count>();
            #(#krate::schema::place(&mut columns, #firsts, #parts);)*
            columns
        }
    }
}
