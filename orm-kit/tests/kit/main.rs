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
mod generate;
mod library;
mod migrate;
mod node;
mod place;
mod random;
mod types;
mod wrangler;
