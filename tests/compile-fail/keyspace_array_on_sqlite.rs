//! A table with an array in a keyspace on SQLite.

use orm::prelude::*;

#[derive(Keyspace)]
#[keyspace(name = "notes", backend = sqlite, tables(Note))]
pub struct Notes;

#[derive(Table)]
#[table(name = "notes", keyspace = Notes, global)]
pub struct Note {
    #[column(primary_key)]
    pub id: Uuid,
    pub tags: Vec<String>,
}

fn main() {}
