//! A Drizzle-style, type-safe ORM whose queries cannot forget their tenant.
//!
//! A table says whose rows it holds. A query that reaches a tenant's table without a tenant doesn't
//! compile; one that has a tenant is limited to it, in every join, subquery, update and delete.
//!
//! ```
//! use orm::prelude::*;
//!
//! #[derive(TenantKey, Clone, Copy, Debug, PartialEq, Eq)]
//! pub struct OrgId(pub Uuid);
//!
//! #[derive(Keyspace)]
//! #[keyspace(name = "policies", tables(Policy))]
//! pub struct Policies;
//!
//! #[derive(Table, Clone, Debug)]
//! #[table(name = "policies", keyspace = Policies, unique(org_id, number))]
//! pub struct Policy {
//!     #[column(primary_key, default = uuid_v7)]
//!     pub id: Uuid,
//!     #[column(tenant)]
//!     pub org_id: OrgId,
//!     #[column(varchar = 64)]
//!     pub number: String,
//!     #[column(numeric(12, 2))]
//!     pub premium: Decimal,
//! }
//!
//! /// What the verification of a token gives.
//! struct Claims { org: Uuid }
//!
//! impl TenantClaims for Claims {
//!     type Key = OrgId;
//!     type Actor = Uuid;
//!     fn tenant(&self) -> Option<OrgId> { Some(OrgId(self.org)) }
//!     fn actor(&self) -> Option<Uuid> { None }
//! }
//!
//! # #[cfg(feature = "sqlite")]
//! # fn main() -> Result<(), orm::Error> {
//! # futures::executor::block_on(async {
//! let db = Db::<Sqlite>::memory().await?;     // reaches global tables only
//! db.create_tables::<Policies>().await?;
//!
//! let db = db.tenant(&Claims { org: Uuid::new_v4() })?; // limited to one tenant
//! db.insert(NewPolicy { number: "P-1".into(), premium: Decimal::new(99_90, 2) }).run().await?;
//! let open: Vec<Policy> = db.from(Policy)
//!     .filter(Policy.premium.gt(Decimal::TEN))
//!     .order_by(Policy.number)
//!     .limit(20)
//!     .all()
//!     .await?;
//! assert_eq!(open.len(), 1);
//! # Ok(()) })
//! # }
//! # #[cfg(not(feature = "sqlite"))]
//! # fn main() {}
//! ```
//!
//! Where to go next: [`Db`] is the handle, [`query::Select`] the query, [`expr::Operators`] the
//! operators, [`Table`](macro@Table) the derive. `docs/isolation.md` tells how tenants are kept
//! apart, and which test proves each case.

/// The page's examples are run.
#[cfg(doctest)]
#[doc = include_str!("../docs/relations.md")]
pub struct RelationsPage;

mod connect;

pub use orm_core::*;
#[cfg(feature = "sql-query")]
pub use orm_macros::sql_query;
pub use orm_macros::{DbEnum, DbValue, Keyspace, Projection, Table, TenantKey, View, sql};

#[cfg(any(feature = "mysql", feature = "planetscale"))]
pub use orm_mysql::{Driver as MySqlDriver, MariaDb, MySql, MySql8, MySqlMode, MySqlOptions};
#[cfg(feature = "postgres")]
pub use orm_postgres::{Postgres, PostgresMode, PostgresOptions};
#[cfg(feature = "d1")]
pub use orm_sqlite::{D1, D1Options, D1Pool};
#[cfg(feature = "sqlite")]
pub use orm_sqlite::{Execution, JournalMode, Sqlite, SqliteMode, SqliteOptions, Synchronous};

/// What almost every file that uses the crate needs.
pub mod prelude {
    pub use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
    pub use rust_decimal::Decimal;
    pub use uuid::Uuid;

    // For their methods: an application may have a type of these names.
    #[cfg(feature = "d1")]
    pub use crate::D1;
    #[cfg(feature = "postgres")]
    pub use crate::Postgres;
    #[cfg(feature = "sqlite")]
    pub use crate::Sqlite;
    pub use crate::expr::{
        ArrayOperators as _, JsonOperators as _, Moment as _, TextFunctions as _,
    };
    pub use crate::{
        CrossTenant, Db, DbEnum, DbValue, Json, Keyspace, Operators, Projection, Query, Scoped,
        SystemActor, Table, TenantClaims, TenantKey, TenantScope, Tx, Unscoped, View, all_of,
        any_of, avg, case, coalesce, count, count_all, excluded, exists, group_key, max, min, not,
        not_exists, scalar, sql, sum, utc_now, value,
    };
    #[cfg(any(feature = "mysql", feature = "planetscale"))]
    pub use crate::{MariaDb, MySql, MySql8};
}
