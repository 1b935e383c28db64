//! SQLite has no LATERAL.

#[path = "../tables/mod.rs"]
mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let claims = orm::select(ClaimedOf {
        policy_id: Claim.policy_id,
        amount: Claim.amount,
    })
    .from(Claim);
    let _ = db
        .select(Claimed.amount)
        .from(Policy)
        .cross_join_lateral(claims)
        .all()
        .await;
}

fn main() {}
