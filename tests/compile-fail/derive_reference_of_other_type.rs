//! A foreign key refers to a column of another type.

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
    #[column(references(Country::code))]
    pub country: i64,
}

fn main() {}
