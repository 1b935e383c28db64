//! SQLite has no INTERSECT ALL.

#[path = "../tables/mod.rs"]
mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select(Policy.id)
        .from(Policy)
        .intersect_all(orm::select(Claim.policy_id).from(Claim))
        .all()
        .await;
}

fn main() {}
