//! SQLite can't tell whether JSON contains other JSON.

#[path = "tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let document = value(Json(vec![1, 2]));
    let _ = db
        .select(document.json_contains(Json(1)))
        .from(Claim)
        .all()
        .await;
}

fn main() {}
