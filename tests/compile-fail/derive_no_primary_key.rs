//! A table has no primary key.

use orm::prelude::*;

#[derive(Keyspace)]
#[keyspace(name = "notes", tables(Note))]
pub struct Notes;

#[derive(Table)]
#[table(name = "notes", keyspace = Notes, global)]
pub struct Note {
    pub id: Uuid,
    pub text: String,
}

fn main() {}
