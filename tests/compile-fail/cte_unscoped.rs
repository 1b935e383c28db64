//! A common table expression reads a tenant's table without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let list = ClaimedOf {
        policy_id: Claim.policy_id,
        amount: Claim.amount,
    };
    let claimed = orm::select(list).from(Claim).cte();
    let _ = db.select(Claimed.amount).from(claimed).all().await;
}

fn main() {}
