//! Migrations: files, generation, and runs on every database that there is.

mod after;
mod before;
mod cli;
mod files;
mod generate;
mod live;
mod migrate;
mod place;
mod pull;
mod pulled;
mod random;
mod types;
mod verify;
