//! Upserts: what they do to a tenant's own rows, and what they leave alone.

mod conflict;
mod duplicate;
mod tables;
mod takeover;
