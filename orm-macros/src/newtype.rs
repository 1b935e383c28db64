//! `derive(DbValue)` and `derive(TenantKey)`: structs of one field.

mod db_value;
mod expand;
mod parse;
mod tenant_key;

#[cfg(test)]
mod tests;

use syn::{Ident, Member, Path, Type};

pub(crate) use db_value::derive as derive_db_value;
pub(crate) use tenant_key::derive as derive_tenant_key;

/// A struct of one field that stands for the field in SQL.
struct Newtype {
    krate: Path,
    ident: Ident,
    member: Member,
    inner: Type,
}
