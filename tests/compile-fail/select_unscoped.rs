//! A tenant's table is read without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db.from(Policy).all().await;
}

fn main() {}
