//! A view is listed as a table, and a table as a view.

use orm::prelude::*;
#[derive(Keyspace)]
#[keyspace(name = "reports", tables(Open), views(Closed))]
struct Reports;

#[derive(View)]
#[view(keyspace = Reports, existing, global)]
struct Open {
    #[column(primary_key)]
    id: i64,
}

#[derive(Table)]
#[table(keyspace = Reports, global)]
struct Closed {
    #[column(primary_key)]
    id: i64,
}

fn main() {}
