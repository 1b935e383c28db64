//! A transaction without a tenant reads a tenant's table.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db.transaction(async |tx| tx.from(Policy).all().await).await;
}

fn main() {}
