//! Two columns are the primary key, each by itself.

use orm::prelude::*;

#[derive(Keyspace)]
#[keyspace(name = "notes", tables(Note))]
pub struct Notes;

#[derive(Table)]
#[table(name = "notes", keyspace = Notes, global)]
pub struct Note {
    #[column(primary_key)]
    pub id: Uuid,
    #[column(primary_key)]
    pub number: i64,
}

fn main() {}
