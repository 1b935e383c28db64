//! A projection is filled with a column of a table that is not in FROM.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let list = ClaimedOf {
        policy_id: Policy.id,
        amount: Claim.amount,
    };
    let _ = db.select(list).from(Policy).all().await;
}

fn main() {}
