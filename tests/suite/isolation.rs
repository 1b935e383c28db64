//! The proof that a tenant's statements neither see nor touch the rows of others.
//!
//! Non-interference: a random program of typed statements runs as one tenant, in two databases
//! that differ only in what other tenants hold. Every answer, count and error must be the same,
//! the tenant's rows must end the same, and the others' rows must not change.
//!
//! The oracle: a join of every sequence of kinds gives what the same join gives in a database that
//! holds nothing but the tenant's rows.
//!
//! `ORM_PROPERTY_CASES` (or `PROPTEST_CASES`) sets the number of programs, `PROPTEST_RNG_SEED` the
//! seed.

mod book;
mod change;
mod common;
mod condition;
mod everything;
mod filter;
mod insert;
mod joined;
mod level;
mod oracle;
mod program;
mod property;
mod read;
pub mod search;
mod sensitivity;
mod stored;
mod wider;
mod world;
