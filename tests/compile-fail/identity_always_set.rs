//! A number for a column that the database counts by itself.

use orm::prelude::*;

#[derive(Keyspace)]
#[keyspace(name = "notes", tables(Note), tenancy = none)]
pub struct Notes;

#[derive(Table)]
#[table(name = "notes", keyspace = Notes)]
pub struct Note {
    #[column(primary_key, default = auto_increment(identity_always))]
    pub id: i64,
    pub text: String,
}

fn wrong() {
    let _ = NewNote { text: "a".into() }.id(7);
    let _ = Note.id.to(7);
}

fn main() {}
