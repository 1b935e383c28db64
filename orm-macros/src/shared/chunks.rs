//! Calls that treat up to eight columns: they cost the compiler less than a call for each.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::Type;

/// How many columns core's `cells8` and `columns8` take.
const CHUNK: usize = 8;

/// Reads all columns of `row` into the variables that [`local`] names.
pub(crate) fn cells(krate: &syn::Path, types: &[&Type]) -> TokenStream {
    let calls = types.chunks(CHUNK).enumerate().map(|(nth, types)| {
        let first = nth * CHUNK;
        let cells = format_ident!("cells{}", types.len());
        let locals = (first..first + types.len()).map(local);
        quote!(let (#(#locals,)*) = #krate::query::#cells::<#(#types,)* _>(row, at, #first, table)?;)
    });
    quote!(#(#calls)*)
}

/// The variable for the column at a position.
pub(crate) fn local(at: usize) -> Ident {
    format_ident!("__{at}")
}

/// Makes plain columns in the array `columns`.
pub(crate) fn columns(krate: &syn::Path, types: &[&Type], names: &[&String]) -> TokenStream {
    let chunks = types.chunks(CHUNK).zip(names.chunks(CHUNK)).enumerate();
    let calls = chunks.map(|(nth, (types, names))| {
        let first = nth * CHUNK;
        let columns = format_ident!("columns{}", types.len());
        quote!(#krate::schema::#columns::<#(#types),*>(&mut columns, #first, [#(#names),*]);)
    });
    quote!(#(#calls)*)
}
