//! The dialect-neutral heart of `orm`: typed queries, tenant scopes, rendering, decoding.
//!
//! Applications depend on the facade crate `orm`, which re-exports what they need. This crate
//! knows no driver and opens no socket.
//!
//! * [`schema`]: what a table is
//! * [`expr`]: typed expressions and operators
//! * [`query`]: SELECT, INSERT, UPDATE, DELETE
//! * [`scope`]: who may reach which rows
//! * [`sql`]: from recorded pieces to SQL text
//! * [`driver`]: handles, transactions, errors, and the traits of a backend
//! * [`types`]: Rust values as SQL values

pub mod driver;
pub mod expr;
#[cfg(feature = "http")]
pub mod http;
pub mod query;
pub mod schema;
pub mod scope;
pub mod sql;
pub mod types;

pub use driver::{
    Backend, BuildError, Constraint, ConstraintKind, Db, Error, Isolation, Settings, Tx,
};
pub use expr::{
    Column, Condition, Operators, all_of, any_of, avg, case, coalesce, count, count_all,
    escape_like, max, min, not, now, random_uuid, sum, value,
};
pub use query::list;
pub use query::{
    Command, Param, Query, Table, TableRef, View, delete, excluded, exists, find, group_key,
    insert, not_exists, prepare, scalar, select, update,
};
pub use scope::{
    AnyKeyspace, CrossTenant, CrossTenantClaims, Keyspace, Scoped, SystemActor, TenantClaims,
    TenantKey, TenantScope, Unscoped,
};
pub use types::{Interval, IpNetwork, Json, utc_now};
