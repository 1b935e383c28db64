//! Two structs of one keyspace declare the same physical table, one of them open to all.

mod tables;

use orm::prelude::*;
use tables::*;

#[derive(Keyspace)]
#[keyspace(name = "notes", tables(Note, AnyNote))]
pub struct Notes;

#[derive(Table)]
#[table(name = "notes", keyspace = Notes)]
pub struct Note {
    #[column(primary_key)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
}

#[derive(Table)]
#[table(name = "notes", keyspace = Notes, global)]
pub struct AnyNote {
    #[column(primary_key)]
    pub id: Uuid,
    pub org_id: OrgId,
}

fn main() {}
