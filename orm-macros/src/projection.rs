//! `derive(Projection)`: a struct as select list, and as the columns of a derived table.

mod expand;
mod parse;

#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use syn::{DeriveInput, Ident, Path, Visibility};

use crate::shared::Errors;
use crate::table::Column;

struct Projection {
    krate: Path,
    vis: Visibility,
    ident: Ident,
    name: String,
    /// The table whose columns of the same names the struct's const selects.
    from: Option<Path>,
    columns: Vec<Column>,
}

pub(crate) fn derive(input: &DeriveInput) -> syn::Result<TokenStream> {
    let errors = Errors::new();
    let projection = parse::projection(input, &errors);
    errors.finish()?;
    Ok(projection.iter().map(expand::projection).collect())
}
