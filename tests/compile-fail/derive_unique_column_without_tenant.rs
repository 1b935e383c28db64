//! A unique column leaves out the tenant.

mod tables;

use orm::prelude::*;
use tables::*;

#[derive(Keyspace)]
#[keyspace(name = "notes", tables(Note))]
pub struct Notes;

#[derive(Table)]
#[table(name = "notes", keyspace = Notes)]
pub struct Note {
    #[column(primary_key)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: OrgId,
    #[column(varchar = 64, unique)]
    pub text: String,
}

fn main() {}
