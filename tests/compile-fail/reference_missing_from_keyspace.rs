//! A table names a keyspace that shall hold a copy, and that one doesn't list it.

use orm::prelude::*;

#[derive(Keyspace)]
#[keyspace(name = "global", tables(Country))]
pub struct Global;

#[derive(Table)]
#[table(name = "countries", keyspace = Global, global, reference_in(Policies))]
pub struct Country {
    #[column(primary_key, varchar = 2)]
    pub code: String,
}

#[derive(Keyspace)]
#[keyspace(name = "policies", tables(Note))]
pub struct Policies;

#[derive(Table)]
#[table(name = "notes", keyspace = Policies, global)]
pub struct Note {
    #[column(primary_key)]
    pub id: Uuid,
}

fn main() {}
