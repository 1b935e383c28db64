//! A lateral query built across tenants stands in a tenant's query.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Postgres, Scoped<OrgId>>) {
    let claims = orm::select::<Postgres, CrossTenant, _>(ClaimedOf {
        policy_id: Claim.policy_id,
        amount: Claim.amount,
    })
    .from(Claim);
    let _ = db
        .select(Claimed.amount)
        .from(Policy)
        .cross_join_lateral(claims)
        .all()
        .await;
}

fn main() {}
