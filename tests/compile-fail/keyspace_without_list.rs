//! A keyspace lists no tables.

use orm::prelude::*;

#[derive(Keyspace)]
#[keyspace(name = "notes")]
pub struct Notes;

fn main() {}
