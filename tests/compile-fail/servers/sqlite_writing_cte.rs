//! A common table expression writes, on SQLite.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let gone = orm::delete(Claim)
        .filter(Claim.amount.gt(1))
        .returning(ClaimedOf {
            policy_id: Claim.policy_id,
            amount: Claim.amount,
        })
        .cte();
    let _ = db.select(Claimed.amount).from(gone).all().await;
}

fn main() {}
