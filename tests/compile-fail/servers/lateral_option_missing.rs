//! A lateral query that is left-joined may have no row.

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
    let _: Vec<i64> = db
        .select(Claimed.amount)
        .from(Policy)
        .left_join_lateral(claims, value(true))
        .all()
        .await
        .unwrap();
}

fn main() {}
