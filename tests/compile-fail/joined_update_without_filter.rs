//! An update with a join has no filter.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .update(Policy)
        .inner_join(Claim, Claim.policy_id.eq(Policy.id))
        .set(Policy.note.to(Claim.title))
        .run()
        .await;
}

fn main() {}
