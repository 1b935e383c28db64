//! Decimals are written as JSON each database in its own way.

#[path = "tables/mod.rs"]
mod tables;

use orm::expr::json_agg;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.select(json_agg(Policy.premium)).from(Policy).all().await;
}

fn main() {}
