//! A projection's field is no `Option`, and its column is of a left-joined table.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let list = ClaimedOf {
        policy_id: Policy.id,
        amount: Claim.amount,
    };
    let _ = db
        .select(list)
        .from(Policy)
        .left_join(Claim, Claim.policy_id.eq(Policy.id))
        .all()
        .await;
}

fn main() {}
