//! A lateral query reads a tenant's table without a tenant.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Postgres>) {
    let claims = orm::select(ClaimedOf {
        policy_id: Claim.policy_id,
        amount: Claim.amount,
    })
    .from(Claim);
    let _ = db
        .select(Claimed.amount)
        .from(Country)
        .cross_join_lateral(claims)
        .all()
        .await;
}

fn main() {}
