//! What stands at a path may be missing.

#[path = "tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let document = value(Json(vec![1, 2]));
    let _: Vec<i64> = db
        .select(document.json_i64(0))
        .from(Claim)
        .all()
        .await
        .unwrap();
}

fn main() {}
