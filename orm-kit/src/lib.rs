//! Migrations for `orm`.

pub mod diff;
mod error;
pub mod folder;
pub mod generate;
pub mod migrate;
pub mod snapshot;
pub mod split;

pub use error::Error;
