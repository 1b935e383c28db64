//! A table doesn't say whose rows it holds.

use orm::prelude::*;

#[derive(Keyspace)]
#[keyspace(name = "notes", tables(Note))]
pub struct Notes;

#[derive(Table)]
#[table(name = "notes", keyspace = Notes)]
pub struct Note {
    #[column(primary_key)]
    pub id: Uuid,
    pub text: String,
}

fn main() {}
