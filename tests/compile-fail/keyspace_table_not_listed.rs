//! A table is missing from its keyspace's list.

use orm::prelude::*;

#[derive(Keyspace)]
#[keyspace(name = "notes", tables())]
pub struct Notes;

#[derive(Table)]
#[table(name = "notes", keyspace = Notes, global)]
pub struct Note {
    #[column(primary_key)]
    pub id: Uuid,
}

fn main() {}
