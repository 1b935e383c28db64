//! SQLite has no standard deviation.

#[path = "../tables/mod.rs"]
mod tables;

use orm::expr::stddev;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.select(stddev(Claim.amount)).from(Claim).all().await;
}

fn main() {}
