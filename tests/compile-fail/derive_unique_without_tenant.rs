//! A unique key leaves out the tenant column.

mod tables;

use orm::prelude::*;
use tables::*;

#[derive(Keyspace)]
#[keyspace(name = "notes", tables(Note))]
pub struct Notes;

#[derive(Table)]
#[table(name = "notes", keyspace = Notes, unique(text))]
pub struct Note {
    #[column(primary_key)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(varchar = 64)]
    pub text: String,
}

fn main() {}
