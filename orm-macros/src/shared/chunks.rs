//! Calls that treat many columns: they cost the compiler less than a call for each.

use std::ops::Range;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::Type;

/// How many columns the functions of core take.
const SIZES: [usize; 6] = [16, 12, 8, 4, 2, 1];

/// The positions of as many columns, in as few pieces as the sizes allow.
fn chunks(columns: usize) -> impl Iterator<Item = Range<usize>> {
    let mut first = 0;
    std::iter::from_fn(move || {
        let size = SIZES.into_iter().find(|size| first + size <= columns)?;
        let chunk = first..first + size;
        first = chunk.end;
        Some(chunk)
    })
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
    if SIZES.contains(&count) {
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
