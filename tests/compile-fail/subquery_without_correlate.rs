//! A subquery uses a column of the outer query without saying so.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .from(Policy)
        .filter(exists(
            orm::select(Claim.id)
                .from(Claim)
                .filter(Claim.policy_id.eq(Policy.id)),
        ))
        .all()
        .await;
}

fn main() {}
