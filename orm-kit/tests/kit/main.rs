//! Migrations: files, generation, and runs on every database that there is.

mod adopt;
mod after;
mod atlas;
mod before;
mod cli;
mod drizzle;
mod embed;
mod environment;
mod files;
mod files_cli;
mod folders;
mod generate;
mod library;
mod live;
mod migrate;
mod node;
mod online;
mod place;
mod pull;
mod pulled;
mod push;
mod random;
mod said;
mod squash;
mod types;
mod unfinished;
mod verify;
mod views;
mod wrangler;

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
