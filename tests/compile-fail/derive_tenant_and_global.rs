//! A table has a tenant column and is global.

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
    #[column(tenant)]
    pub org_id: OrgId,
}

fn main() {}
