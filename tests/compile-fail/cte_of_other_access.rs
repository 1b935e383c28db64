//! A common table expression built across tenants stands in a tenant's query.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(all: &Db<Sqlite, CrossTenant>, db: &TenantDb) {
    let list = ClaimedOf {
        policy_id: Claim.policy_id,
        amount: Claim.amount,
    };
    let claimed = all.select(list).from(Claim).cte();
    let _ = db.select(Claimed.amount).from(&claimed).all().await;
}

fn main() {}
