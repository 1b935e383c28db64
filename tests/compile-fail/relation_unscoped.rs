//! A tenant's table and its relations are found without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db.find(Policy).with(Policy::claims()).all().await;
}

fn main() {}
