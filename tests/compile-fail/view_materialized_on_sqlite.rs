//! A materialized view on a keyspace of SQLite.

use orm::prelude::*;
use orm::query::ViewQuery;

#[derive(Keyspace)]
#[keyspace(name = "reports", tables(Rate), views(Stored), backend = sqlite)]
struct Reports;

#[derive(Table)]
#[table(keyspace = Reports, global)]
struct Rate {
    #[column(primary_key)]
    id: i64,
}

#[derive(View)]
#[view(keyspace = Reports, global, materialized, query = stored)]
struct Stored {
    #[column(primary_key)]
    id: i64,
}

fn stored() -> ViewQuery<Stored> {
    orm::select(StoredOf { id: Rate.id }).from(Rate).view()
}

fn main() {}
