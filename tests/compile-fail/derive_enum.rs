//! An enum is derived to be a table.

use orm::prelude::*;

#[derive(Table)]
#[table(name = "notes", keyspace = Notes, global)]
pub enum Note {
    Short,
    Long,
}

fn main() {}
