//! A query that borrows a table is executed on its own.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select(Claim.id)
        .correlate(Policy)
        .from(Claim)
        .filter(Claim.policy_id.eq(Policy.id))
        .all()
        .await;
}

fn main() {}
