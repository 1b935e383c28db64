//! D1 in workerd, which `node` runs with npm's `miniflare` below the folder that
//! `ORM_TEST_NODE_MODULES` names. Without it each test says that it is left out, and fails if
//! `ORM_TEST_REQUIRE_SERVERS` is 1.
#![cfg(feature = "d1")]

#[path = "d1/errors.rs"]
mod errors;
#[path = "d1/fixture.rs"]
mod fixture;
#[path = "d1/server.rs"]
mod server;
#[path = "d1/surface.rs"]
mod surface;
#[path = "d1/tables.rs"]
mod tables;
#[path = "d1/values.rs"]
mod values;
