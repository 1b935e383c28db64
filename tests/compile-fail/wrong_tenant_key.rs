//! The scope is one of another kind of tenant than the table's.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite, Scoped<BrokerId>>) {
    let _ = db.from(Policy).all().await;
}

fn main() {}
