//! Rows of a tenant's table are counted without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db.from(Policy).count().await;
}

fn main() {}
