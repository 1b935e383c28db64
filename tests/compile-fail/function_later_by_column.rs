//! How much later has to be known.

#[path = "tables/mod.rs"]
mod tables;

use orm::now;
use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.select(now().later(Claim.amount)).from(Claim).all().await;
}

fn main() {}
