//! A projection's field is filled with a column of another type.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let list = ClaimedOf {
        policy_id: Claim.title,
        amount: Claim.amount,
    };
    let _ = db.select(list).from(Claim).all().await;
}

fn main() {}
