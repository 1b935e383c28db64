//! A column of a left-joined table may be NULL.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) -> Result<Vec<(String, i64)>, orm::Error> {
    db.select((Policy.number, Claim.amount))
        .from(Policy)
        .left_join(Claim, Claim.policy_id.eq(Policy.id))
        .all()
        .await
}

fn main() {}
