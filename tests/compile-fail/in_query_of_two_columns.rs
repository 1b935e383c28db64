//! The subquery of an IN selects two columns.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .from(Policy)
        .filter(
            Policy
                .id
                .in_query(orm::select((Claim.policy_id, Claim.amount)).from(Claim)),
        )
        .all()
        .await;
}

fn main() {}
