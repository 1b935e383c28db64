//! What a view can't be.

mod tables;

use orm::prelude::*;
use tables::*;

#[derive(Keyspace)]
#[keyspace(name = "reports", includes(Policies), views())]
struct Reports;

#[derive(View)]
#[view(keyspace = Reports, global)]
struct Nowhere {
    #[column(primary_key)]
    id: i64,
}

#[derive(View)]
#[view(keyspace = Reports, global, existing, query = both)]
struct Both {
    #[column(primary_key)]
    id: i64,
}

#[derive(View)]
#[view(keyspace = Reports, global, existing, index(id))]
struct Stored {
    #[column(primary_key)]
    id: i64,
}

#[derive(View)]
#[view(keyspace = Reports, global(writable), existing, references(id))]
struct Written {
    #[column(primary_key, default = 1)]
    id: i64,
}

#[derive(View)]
#[view(keyspace = Reports, global, existing)]
struct Keyless {
    id: i64,
}

fn main() {}
