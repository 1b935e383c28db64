//! Migrations for `orm`.

pub mod check;
mod cli;
pub mod config;
pub mod diff;
mod error;
pub mod folder;
pub mod generate;
mod keyspaces;
pub mod migrate;
pub mod snapshot;
pub mod split;

pub use cli::{main, main_with};
pub use error::Error;
pub use keyspaces::Keyspaces;
