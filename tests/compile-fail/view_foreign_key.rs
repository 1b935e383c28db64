//! A foreign key refers to a view.

mod tables;

use orm::prelude::*;
use tables::*;

#[derive(Keyspace)]
#[keyspace(name = "reports", tables(Note), views(Open))]
struct Reports;

#[derive(View)]
#[view(keyspace = Reports, existing)]
struct Open {
    #[column(tenant)]
    org_id: OrgId,
    #[column(primary_key)]
    id: i64,
}

#[derive(Table)]
#[table(keyspace = Reports)]
struct Note {
    #[column(tenant)]
    org_id: OrgId,
    #[column(primary_key)]
    id: i64,
    #[column(references(Open::id))]
    open_id: i64,
}

fn main() {}
