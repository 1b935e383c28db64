//! A lateral query borrows a table that does not stand before it.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Postgres, Scoped<OrgId>>) {
    let claims = orm::select(ClaimedOf {
        policy_id: Claim.policy_id,
        amount: Claim.amount,
    })
    .correlate(Policy)
    .from(Claim)
    .filter(Claim.policy_id.eq(Policy.id));
    let _ = db
        .select(Claimed.amount)
        .from(Country)
        .cross_join_lateral(claims)
        .all()
        .await;
}

fn main() {}
