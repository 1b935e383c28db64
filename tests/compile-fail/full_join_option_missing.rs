//! The columns on both sides of a full join may be NULL.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) -> Result<Vec<(Option<String>, i64)>, orm::Error> {
    db.select((Policy.number, Claim.amount))
        .from(Policy)
        .full_join(Claim, Claim.policy_id.eq(Policy.id))
        .all()
        .await
}

fn main() {}
