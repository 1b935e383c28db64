//! A table doesn't say in which database it lives.

use orm::prelude::*;

#[derive(Table)]
#[table(name = "notes", global)]
pub struct Note {
    #[column(primary_key)]
    pub id: Uuid,
}

fn main() {}
