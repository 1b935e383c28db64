//! A common table expression whose columns have no names.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let claimed = orm::select((Claim.policy_id, Claim.amount))
        .from(Claim)
        .cte();
    let _ = db.select(Claimed.amount).from(claimed).all().await;
}

fn main() {}
