//! The whole row of a left-joined table may be missing.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) -> Result<Vec<(Policy, Claim)>, orm::Error> {
    db.select((Policy, Claim))
        .from(Policy)
        .left_join(Claim, Claim.policy_id.eq(Policy.id))
        .all()
        .await
}

fn main() {}
