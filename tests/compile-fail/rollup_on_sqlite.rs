//! SQLite has no ROLLUP.

#[path = "tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select((Claim.title, count_all()))
        .from(Claim)
        .group_by_rollup(Claim.title)
        .all()
        .await;
}

fn main() {}
