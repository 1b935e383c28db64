//! The step of a recursive query gives other rows than its base.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let list = ClaimedOf {
        policy_id: Claim.policy_id,
        amount: Claim.amount,
    };
    let claimed = orm::select(list).from(Claim).recursive(|claimed| {
        orm::select((Claim.policy_id, Claim.amount))
            .from(Claim)
            .inner_join(claimed, Claimed.policy_id.eq(Claim.policy_id))
    });
    let _ = db.select(Claimed.amount).from(claimed).all().await;
}

fn main() {}
