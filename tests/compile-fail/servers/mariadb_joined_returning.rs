//! MariaDB has no RETURNING for a delete over several tables.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<MariaDb, Scoped<OrgId>>) {
    let _ = db
        .delete(Claim)
        .inner_join(Policy, Policy.id.eq(Claim.policy_id))
        .all_rows()
        .returning(Claim.id)
        .all()
        .await;
}

fn main() {}
