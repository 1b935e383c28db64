//! SQLite has no regular expressions.

#[path = "tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .from(Claim)
        .filter(Claim.title.matches("^hail"))
        .all()
        .await;
}

fn main() {}
