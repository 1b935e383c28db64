//! What a projection becomes: the struct that is filled with expressions, the source that a derived
//! table is, and the selection of one table's columns.

mod from;
mod selection;
mod source;

use proc_macro2::TokenStream;
use quote::quote;

use super::{Filled, Projection};

pub(in crate::projection) use selection::selection;

pub(super) fn projection(projection: &Projection) -> TokenStream {
    let selection = selection::selection(&projection.filled());
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

/// The methods of `Selection`: each field is recorded and read by its own expression.
fn methods(
    filled: &Filled<'_>,
    writes: impl Iterator<Item = TokenStream>,
    reads: impl Iterator<Item = TokenStream>,
) -> TokenStream {
    let Filled { krate, ident, .. } = filled;
    let width = filled.columns.len();
    quote! {
        fn write_list(&self, out: &mut #krate::sql::Pieces) {
            #(#writes)*
        }

        #[inline]
        fn width(&self) -> usize {
            #width
        }

        fn hints(&self, out: &mut ::std::vec::Vec<#krate::types::Hint>) {
            out.extend(<#ident as #krate::query::Source>::TABLE.columns.iter().map(|field| field.hint));
        }

        #[inline]
        fn read<__R: #krate::types::RowReader + ?::core::marker::Sized>(
            &self,
            row: &__R,
            at: usize,
        ) -> ::core::result::Result<Self::Row, #krate::driver::RowError> {
            ::core::result::Result::Ok(#ident { #(#reads)* })
        }
    }
}
