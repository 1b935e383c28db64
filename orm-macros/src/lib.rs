//! Derive macros of `orm`.

mod db_enum;
mod keyspace;
mod newtype;
mod projection;
mod shared;
mod sql;
mod table;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

macro_rules! derive {
    ($input:ident, $derive:path) => {{
        let input = parse_macro_input!($input as DeriveInput);
        $derive(&input)
            .unwrap_or_else(syn::Error::into_compile_error)
            .into()
    }};
}

/// A table.
#[proc_macro_derive(Table, attributes(table, column))]
pub fn derive_table(input: TokenStream) -> TokenStream {
    derive!(input, table::derive)
}

/// One database's list of tables.
#[proc_macro_derive(Keyspace, attributes(keyspace))]
pub fn derive_keyspace(input: TokenStream) -> TokenStream {
    derive!(input, keyspace::derive)
}

/// A newtype whose values name tenants.
#[proc_macro_derive(TenantKey, attributes(tenant_key))]
pub fn derive_tenant_key(input: TokenStream) -> TokenStream {
    derive!(input, newtype::derive_tenant_key)
}

/// A newtype over a SQL value.
#[proc_macro_derive(DbValue, attributes(db_value))]
pub fn derive_db_value(input: TokenStream) -> TokenStream {
    derive!(input, newtype::derive_db_value)
}

/// An enum stored as text or as an integer.
#[proc_macro_derive(DbEnum, attributes(db_enum))]
pub fn derive_db_enum(input: TokenStream) -> TokenStream {
    derive!(input, db_enum::derive)
}

/// A struct as select list, and as the columns of a derived table.
#[proc_macro_derive(Projection, attributes(projection, column))]
pub fn derive_projection(input: TokenStream) -> TokenStream {
    derive!(input, projection::derive)
}

/// An expression by hand.
#[proc_macro]
pub fn sql(input: TokenStream) -> TokenStream {
    sql::sql(input.into())
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}
