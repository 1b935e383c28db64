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

/// A struct that a query fills, expression by expression.
pub(crate) struct Filled<'a> {
    pub(crate) krate: &'a Path,
    pub(crate) vis: &'a Visibility,
    pub(crate) ident: &'a Ident,
    pub(crate) columns: &'a [Column],
}

impl Filled<'_> {
    /// The struct of expressions, as a select list.
    pub(crate) fn selection(&self) -> TokenStream {
        expand::selection(self)
    }
}

impl Projection {
    fn filled(&self) -> Filled<'_> {
        Filled {
            krate: &self.krate,
            vis: &self.vis,
            ident: &self.ident,
            columns: &self.columns,
        }
    }
}

pub(crate) fn derive(input: &DeriveInput) -> syn::Result<TokenStream> {
    let errors = Errors::new();
    let projection = parse::projection(input, &errors);
    errors.finish()?;
    Ok(projection.iter().map(expand::projection).collect())
}
