//! A table is a struct whose fields have no names.

use orm::prelude::*;

#[derive(Table)]
#[table(name = "notes", keyspace = Notes, global)]
pub struct Note(pub Uuid);

fn main() {}
