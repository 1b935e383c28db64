//! A hint for times on a newtype of a text.

use orm::prelude::*;

#[derive(Keyspace)]
#[keyspace(name = "notes", tables(Note))]
pub struct Notes;

#[derive(DbValue, Clone)]
pub struct Mail(pub String);

#[derive(Table)]
#[table(name = "notes", keyspace = Notes, global)]
pub struct Note {
    #[column(primary_key)]
    pub id: Uuid,
    #[column(without_zone)]
    pub mail: Mail,
}

fn main() {}
