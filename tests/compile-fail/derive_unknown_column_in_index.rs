//! An index names a column that the table doesn't have.

use orm::prelude::*;

#[derive(Keyspace)]
#[keyspace(name = "notes", tables(Note))]
pub struct Notes;

#[derive(Table)]
#[table(name = "notes", keyspace = Notes, global, index(titel))]
pub struct Note {
    #[column(primary_key)]
    pub id: Uuid,
    #[column(varchar = 64)]
    pub title: String,
}

fn main() {}
