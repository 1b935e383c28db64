//! A text column is looked for in a subquery of uuids.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .from(Policy)
        .filter(
            Policy
                .number
                .in_query(orm::select(Claim.policy_id).from(Claim)),
        )
        .all()
        .await;
}

fn main() {}
