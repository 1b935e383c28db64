//! A query bound to a handle stands inside another.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let claims = db.select(Claim.policy_id).from(Claim);
    let _ = db
        .from(Policy)
        .filter(Policy.id.in_query(claims))
        .all()
        .await;
}

fn main() {}
