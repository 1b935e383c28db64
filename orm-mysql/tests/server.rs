//! Tests against real servers: MySQL at `ORM_TEST_MYSQL_URL`, MariaDB at `ORM_TEST_MARIADB_URL`.
//! Without them each test says that it is left out, and fails if `ORM_TEST_REQUIRE_SERVERS` is 1.
//!
//! The URLs name a user who may create databases; each test has its own and drops it.

#[path = "server/connect.rs"]
mod connect;
#[path = "server/ddl.rs"]
mod ddl;
#[path = "server/dialect.rs"]
mod dialect;
#[path = "server/errors.rs"]
mod errors;
#[path = "server/fixture.rs"]
mod fixture;
#[path = "server/hints.rs"]
mod hints;
#[cfg(feature = "planetscale")]
#[path = "server/planetscale.rs"]
mod planetscale;
#[cfg(feature = "planetscale")]
#[path = "server/planetscale_https.rs"]
mod planetscale_https;
#[path = "server/pool.rs"]
mod pool;
#[path = "server/tables.rs"]
mod tables;
#[path = "server/text.rs"]
mod text;
#[path = "server/transactions.rs"]
mod transactions;
#[path = "server/traps.rs"]
mod traps;
#[path = "server/types.rs"]
mod types;
