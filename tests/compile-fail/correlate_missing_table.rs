//! A subquery borrows a table that the outer query doesn't have.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .from(Country)
        .filter(exists(
            orm::select(Claim.id)
                .correlate(Policy)
                .from(Claim)
                .filter(Claim.policy_id.eq(Policy.id)),
        ))
        .all()
        .await;
}

fn main() {}
