//! A table attribute is misspelt.

use orm::prelude::*;

#[derive(Keyspace)]
#[keyspace(name = "notes", tables(Note))]
pub struct Notes;

#[derive(Table)]
#[table(name = "notes", keyspace = Notes, globl)]
pub struct Note {
    #[column(primary_key)]
    pub id: Uuid,
}

fn main() {}
