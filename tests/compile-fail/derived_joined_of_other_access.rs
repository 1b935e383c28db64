//! A derived table built across tenants is joined in a tenant's query.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(all: &Db<Sqlite, CrossTenant>, db: &TenantDb) {
    let list = ClaimedOf {
        policy_id: Claim.policy_id,
        amount: Claim.amount,
    };
    let claimed = all.select(list).from(Claim).derived();
    let _ = db
        .select((Policy.number, Claimed.amount))
        .from(Policy)
        .inner_join(claimed, Claimed.policy_id.eq(Policy.id))
        .all()
        .await;
}

fn main() {}
