//! A foreign key refers to a column that the other table doesn't have.

mod tables;

use orm::prelude::*;
use tables::*;

#[derive(Keyspace)]
#[keyspace(name = "notes", tables(Note))]
pub struct Notes;

#[derive(Table)]
#[table(name = "notes", keyspace = Notes, global)]
pub struct Note {
    #[column(primary_key)]
    pub id: Uuid,
    #[column(references(Country::id))]
    pub country: String,
}

fn main() {}
