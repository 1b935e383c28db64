//! MySQL has no MATERIALIZED.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<MySql, Scoped<OrgId>>) {
    let list = ClaimedOf {
        policy_id: Claim.policy_id,
        amount: Claim.amount,
    };
    let claimed = orm::select(list).from(Claim).cte().materialized();
    let _ = db.select(Claimed.amount).from(claimed).all().await;
}

fn main() {}
