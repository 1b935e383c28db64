//! A text has no keys.

#[path = "tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.select(Claim.title.json_text("a")).from(Claim).all().await;
}

fn main() {}
