//! The derive macros of `orm`, and `sql!`.
//!
//! Applications use them through the facade crate `orm`, which re-exports them beside the traits of
//! the same names. The generated code names `::orm`, or `::orm_core` where only that is a
//! dependency; `crate = path` in the derive's attribute overrides it.
//!
//! | macro | on | makes |
//! | --- | --- | --- |
//! | [`macro@Table`] | the struct of a row | columns, `New..`, `..Insert`, `..Changes`, the static description |
//! | [`macro@Keyspace`] | a unit struct | one database's list of tables |
//! | [`macro@TenantKey`] | a struct of one field | the type whose values name tenants |
//! | [`macro@DbEnum`] | an enum | a value stored as text or integer |
//! | [`macro@DbValue`] | a struct of one field | a value stored as the field |
//! | [`macro@Projection`] | a struct | a select list, and the columns of a derived table |
//! | [`sql!`] | | an expression by hand |
//! | `sql_query!` | | a SELECT by hand, with the feature `sql-query` |
//!
//! Inside, each derive has a folder: attributes are parsed into a model, the model is checked, and
//! one file per generated thing expands it. All errors of an input are reported together.

mod db_enum;
mod keyspace;
mod newtype;
mod projection;
mod shared;
mod sql;
#[cfg(feature = "sql-query")]
mod sql_query;
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

#[doc = include_str!("../docs/table.md")]
#[proc_macro_derive(Table, attributes(table, column))]
pub fn derive_table(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    let tokens = table::derive(&input).unwrap_or_else(|error| {
        let mut tokens = error.into_compile_error();
        tokens.extend(table::unfinished(&input));
        tokens
    });
    tokens.into()
}

#[doc = include_str!("../docs/view.md")]
#[proc_macro_derive(View, attributes(view, column))]
pub fn derive_view(input: TokenStream) -> TokenStream {
    derive!(input, table::derive_view)
}

#[doc = include_str!("../docs/keyspace.md")]
#[proc_macro_derive(Keyspace, attributes(keyspace))]
pub fn derive_keyspace(input: TokenStream) -> TokenStream {
    derive!(input, keyspace::derive)
}

#[doc = include_str!("../docs/tenant_key.md")]
#[proc_macro_derive(TenantKey, attributes(tenant_key))]
pub fn derive_tenant_key(input: TokenStream) -> TokenStream {
    derive!(input, newtype::derive_tenant_key)
}

#[doc = include_str!("../docs/db_value.md")]
#[proc_macro_derive(DbValue, attributes(db_value))]
pub fn derive_db_value(input: TokenStream) -> TokenStream {
    derive!(input, newtype::derive_db_value)
}

#[doc = include_str!("../docs/db_enum.md")]
#[proc_macro_derive(DbEnum, attributes(db_enum))]
pub fn derive_db_enum(input: TokenStream) -> TokenStream {
    derive!(input, db_enum::derive)
}

#[doc = include_str!("../docs/projection.md")]
#[proc_macro_derive(Projection, attributes(projection, column))]
pub fn derive_projection(input: TokenStream) -> TokenStream {
    derive!(input, projection::derive)
}

#[doc = include_str!("../docs/sql.md")]
#[proc_macro]
pub fn sql(input: TokenStream) -> TokenStream {
    sql::sql(input.into())
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}

#[cfg(feature = "sql-query")]
#[doc = include_str!("../docs/sql_query.md")]
#[proc_macro]
pub fn sql_query(input: TokenStream) -> TokenStream {
    sql_query::sql_query(input.into())
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}
