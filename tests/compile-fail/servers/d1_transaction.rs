//! D1 has no transactions.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<D1, Scoped<OrgId>>) {
    let _ = db.transaction(async |tx| tx.from(Policy).all().await).await;
}

fn main() {}
