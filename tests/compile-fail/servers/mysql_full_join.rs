//! MySQL has no FULL JOIN.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<MySql, Scoped<OrgId>>) {
    let _ = db
        .select((Policy.number, Claim.amount))
        .from(Policy)
        .full_join(Claim, Claim.policy_id.eq(Policy.id))
        .all()
        .await;
}

fn main() {}
