//! Several mistakes in one struct are reported together.

mod tables;

use orm::prelude::*;
use tables::*;

#[derive(Keyspace)]
#[keyspace(name = "notes", tables(Note))]
pub struct Notes;

#[derive(Table)]
#[table(name = "notes", keyspace = Notes, unique(titel))]
pub struct Note {
    #[column(primary_key)]
    pub id: Uuid,
    #[column(tenant)]
    pub org_id: Option<OrgId>,
    #[column(varchr = 64)]
    pub title: String,
    pub weight: Decimal,
}

fn main() {}
