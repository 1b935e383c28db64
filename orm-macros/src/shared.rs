//! What all derives have in common.

pub(crate) mod chunks;
pub(crate) mod core_path;
pub(crate) mod docs;
pub(crate) mod errors;
pub(crate) mod items;
#[cfg(test)]
pub(crate) mod messages;
pub(crate) mod names;
pub(crate) mod shape;
pub(crate) mod spans;
pub(crate) mod sql_kind;

pub(crate) use core_path::core_path;
pub(crate) use errors::Errors;
