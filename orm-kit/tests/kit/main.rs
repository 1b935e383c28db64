//! Migrations: files, generation, and runs on every database that there is.

mod after;
mod before;
mod cli;
mod files;
mod generate;
mod migrate;
mod place;
mod random;
mod types;
