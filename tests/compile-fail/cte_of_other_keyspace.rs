//! A common table expression of another database is joined.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let list = ClaimedOf {
        policy_id: Claim.policy_id,
        amount: Claim.amount,
    };
    let claimed = orm::select(list).from(Claim).cte();
    let _ = db
        .select(Claimed.amount)
        .from(claimed)
        .inner_join(Invoice, Invoice.policy_id.eq(Claimed.policy_id))
        .all()
        .await;
}

fn main() {}
