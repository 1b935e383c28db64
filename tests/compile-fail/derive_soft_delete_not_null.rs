//! The soft-delete column can't be NULL.

use orm::prelude::*;

#[derive(Keyspace)]
#[keyspace(name = "notes", tables(Note))]
pub struct Notes;

#[derive(Table)]
#[table(name = "notes", keyspace = Notes, global)]
pub struct Note {
    #[column(primary_key)]
    pub id: Uuid,
    #[column(soft_delete)]
    pub deleted_at: DateTime<Utc>,
}

fn main() {}
