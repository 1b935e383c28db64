//! Migrations: files, generation, and runs on every database that there is.

mod after;
mod before;
mod cli;
mod files;
mod generate;
mod live;
mod migrate;
mod online;
mod place;
mod pull;
mod pulled;
mod push;
mod random;
mod types;
mod verify;

/// The tables of the example application.
#[path = "../../../examples/insurance/src"]
#[allow(
    dead_code,
    unused_imports,
    reason = "the example's, of which only the tables count here"
)]
mod example {
    pub mod schema;
}
