//! What a table becomes, one file per thing that is generated.

mod assertions;
mod changes;
mod columns;
mod definition;
mod insert;
mod reference;
mod relations;
mod scopes;
mod source;

#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::quote;

use syn::{Attribute, Ident, Type, Visibility};

use super::model::{Column, Table};

pub(crate) use definition::columns as column_definitions;

pub(super) fn table(table: &Table) -> TokenStream {
    let items = items(table);
    let reference = reference::reference(table);
    let assertions = assertions::assertions(table);
    quote! {
        #items
        #reference
        #assertions
    }
}

/// A table with mistakes, as far as it could be read.
pub(super) fn unfinished(mut table: Table) -> TokenStream {
    if table.key().next().is_none() {
        table.primary_key.push(0);
    }
    table.foreign_keys.clear();
    table.relations.clear();
    table.scopes.clear();
    items(&table)
}

fn items(table: &Table) -> TokenStream {
    let columns = columns::columns(table);
    let source = source::source(table);
    let insert = insert::insert(table);
    let changes = changes::changes(table);
    let relations = relations::relations(table);
    let scopes = scopes::scopes(table);
    quote! {
        #columns
        #source
        #insert
        #changes
        #relations
        #scopes
    }
}

/// The parts of fields that columns become, side by side: `quote!` writes a list of these at once,
/// which is much faster than a token stream for each field.
struct Fields<'a> {
    docs: Vec<&'a [Attribute]>,
    vis: Vec<&'a Visibility>,
    names: Vec<&'a Ident>,
    types: Vec<&'a Type>,
}

impl<'a> Fields<'a> {
    fn of(columns: impl IntoIterator<Item = &'a Column>) -> Self {
        let mut fields = Self {
            docs: Vec::new(),
            vis: Vec::new(),
            names: Vec::new(),
            types: Vec::new(),
        };
        for column in columns {
            fields.docs.push(&column.docs);
            fields.vis.push(&column.vis);
            fields.names.push(&column.ident);
            fields.types.push(&column.ty);
        }
        fields
    }
}
