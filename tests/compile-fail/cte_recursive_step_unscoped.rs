//! The step of a recursive query reads a tenant's table without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let list = ClaimedOf {
        policy_id: value(Uuid::nil()),
        amount: value(1_i64),
    };
    let claimed = orm::select(list).recursive(|claimed| {
        orm::select(ClaimedOf {
            policy_id: Claim.policy_id,
            amount: Claim.amount,
        })
        .from(Claim)
        .inner_join(claimed, Claimed.policy_id.eq(Claim.policy_id))
    });
    let _ = db.select(Claimed.amount).from(claimed).all().await;
}

fn main() {}
