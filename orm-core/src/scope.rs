//! Who may reach which rows: access levels, tenancy, tenant keys, claims and keyspaces.
//!
//! An access level is a type carried by every handle and every builder. A table states whose rows
//! it holds ([`Tenancy`]); core alone decides which level reaches which tenancy ([`Access`]).

mod access;
mod claims;
mod key;
mod keyspace;
mod tenancy;

pub use access::{
    Access, AccessLevel, CrossTenant, InsertAccess, Mode, OpensScopes, Scoped, TenantScope,
    Unscoped, WriteAccess,
};
pub use claims::{CrossTenantClaims, NoTenant, ScopeInfo, SystemActor, TenantClaims};
pub use key::{TenantKey, VerifiedClaims};
pub(crate) use keyspace::ReferredFrom;
pub use keyspace::{
    AnyKeyspace, HoldsReference, InKeyspace, Includes, Keyspace, ListedIn, LivesIn, Pins, Reaches,
    ReferenceIn, ReferenceListedIn, SameKeyspace, WithoutTenants, WrittenIn, global_table,
    tenant_table, undecided_table,
};
pub use tenancy::{Carried, Global, GlobalReference, GlobalWritable, Tenancy, TenantOf};
