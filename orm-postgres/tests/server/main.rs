//! Against a server: `ORM_TEST_POSTGRES_URL` says where, `ORM_TEST_PGBOUNCER_URL` and
//! `ORM_TEST_PGBOUNCER_NEW_URL` name poolers in transaction mode before the same one. Without them the tests say that they are left out, or fail
//! where `ORM_TEST_REQUIRE_SERVERS=1`.

mod arrays;
mod ddl;
mod dropped;
mod errors;
mod hints;
mod pooler;
mod statements;
mod support;
mod tls;
mod transactions;
mod traps;
mod values;
