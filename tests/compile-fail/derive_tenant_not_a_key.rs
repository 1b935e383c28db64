//! The tenant column's type is no tenant key.

use orm::prelude::*;

#[derive(Keyspace)]
#[keyspace(name = "notes", tables(Note))]
pub struct Notes;

#[derive(Table)]
#[table(name = "notes", keyspace = Notes)]
pub struct Note {
    #[column(primary_key)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: Uuid,
    pub text: String,
}

fn main() {}
