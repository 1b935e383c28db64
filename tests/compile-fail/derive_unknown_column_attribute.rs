//! A column attribute is misspelt.

use orm::prelude::*;

#[derive(Keyspace)]
#[keyspace(name = "notes", tables(Note))]
pub struct Notes;

#[derive(Table)]
#[table(name = "notes", keyspace = Notes, global)]
pub struct Note {
    #[column(primary_key, defualt = uuid_v7)]
    pub id: Uuid,
}

fn main() {}
