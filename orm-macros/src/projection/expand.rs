//! What a projection becomes: the struct that is filled with expressions, the source that a derived
//! table is, and the selection of one table's columns.

mod from;
mod selection;
mod source;

use proc_macro2::TokenStream;
use quote::quote;

use super::Projection;

pub(super) fn projection(projection: &Projection) -> TokenStream {
    let selection = selection::selection(projection);
    let source = source::source(projection);
    let from = match &projection.from {
        Some(table) => from::from(projection, table),
        None => from::table_ref(projection),
    };
    quote! {
        #selection
        #source
        #from
    }
}
