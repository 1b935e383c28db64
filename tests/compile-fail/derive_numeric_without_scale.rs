//! A decimal column doesn't say how many digits it keeps.

use orm::prelude::*;

#[derive(Keyspace)]
#[keyspace(name = "notes", tables(Note))]
pub struct Notes;

#[derive(Table)]
#[table(name = "notes", keyspace = Notes, global)]
pub struct Note {
    #[column(primary_key)]
    pub id: Uuid,
    pub weight: Decimal,
}

fn main() {}
