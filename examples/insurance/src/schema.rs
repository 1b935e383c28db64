//! Five databases and who owns what in them: one file per database.
//!
//! Each struct decides once whose rows it holds. Reference tables live in [`Global`] and stand beside
//! the other four as copies, so that those join them and refer to them.

#![allow(missing_docs, reason = "a column's name and type say what it is")]

mod billing;
mod claims;
mod global;
mod policies;
mod submissions;
mod types;

use orm::prelude::*;

pub use billing::*;
pub use claims::*;
pub use global::*;
pub use policies::*;
pub use submissions::*;
pub use types::*;

/// All five behind one server that routes by table, such as a VTGate: its handle joins across them.
#[derive(Keyspace)]
#[keyspace(
    name = "insurance",
    includes(Global, Policies, Submissions, Claims, Billing)
)]
pub struct Everything;
