//! An UPDATE has a LEFT JOIN, on a database that has none.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .update(Claim)
        .left_join(Policy, Policy.id.eq(Claim.policy_id))
        .set(Claim.title.to("x"))
        .all_rows()
        .run()
        .await;
}

fn main() {}
