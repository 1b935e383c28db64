//! What MySQL, MariaDB and Vitess have in common has no INTERSECT.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<MySql, Scoped<OrgId>>) {
    let _ = db
        .select(Policy.id)
        .from(Policy)
        .intersect(orm::select(Claim.policy_id).from(Claim))
        .all()
        .await;
}

fn main() {}
