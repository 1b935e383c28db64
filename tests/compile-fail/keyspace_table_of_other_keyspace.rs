//! A keyspace lists a table that lives in another.

mod tables;

use orm::prelude::*;
use tables::*;

#[derive(Keyspace)]
#[keyspace(name = "notes", tables(Policy))]
pub struct Notes;

fn main() {}
