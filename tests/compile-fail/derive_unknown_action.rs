//! A foreign key's action is misspelt.

use orm::prelude::*;

#[derive(Keyspace)]
#[keyspace(name = "notes", tables(Place, Note))]
pub struct Notes;

#[derive(Table)]
#[table(name = "places", keyspace = Notes, global)]
pub struct Place {
    #[column(primary_key, varchar = 2)]
    pub code: String,
}

#[derive(Table)]
#[table(name = "notes", keyspace = Notes, global)]
pub struct Note {
    #[column(primary_key)]
    pub id: Uuid,
    #[column(varchar = 2, references(Place::code, on_delete = cascad))]
    pub place: String,
}

fn main() {}
