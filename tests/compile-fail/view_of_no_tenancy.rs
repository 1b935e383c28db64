//! A view doesn't say whose rows it holds.

mod tables;

use orm::prelude::*;
use tables::*;

#[derive(Keyspace)]
#[keyspace(name = "reports", includes(Policies), views(Open))]
struct Reports;

#[derive(View)]
#[view(keyspace = Reports, existing)]
struct Open {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
