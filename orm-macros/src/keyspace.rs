//! `derive(Keyspace)`: one database's list of tables.

mod expand;
mod parse;

#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use syn::{DeriveInput, Ident, Path};

use crate::shared::Errors;

struct Keyspace {
    krate: Path,
    ident: Ident,
    name: String,
    tables: Vec<Path>,
    views: Vec<Path>,
    /// Reference tables of other keyspaces, of which this one holds copies.
    references: Vec<Path>,
    includes: Vec<Path>,
    without_tenants: bool,
    backend: Option<Backend>,
}

/// The kind of database that a keyspace says it is on.
#[derive(Clone, Copy)]
enum Backend {
    MySql,
    Postgres,
    Sqlite,
}

pub(crate) fn derive(input: &DeriveInput) -> syn::Result<TokenStream> {
    let errors = Errors::new();
    let keyspace = parse::keyspace(input, &errors);
    errors.finish()?;
    Ok(keyspace.iter().map(expand::keyspace).collect())
}
