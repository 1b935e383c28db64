//! An operand of a union borrows a table.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let titles = orm::select(Claim.title)
        .correlate(Policy)
        .from(Claim)
        .filter(Claim.policy_id.eq(Policy.id));
    let _ = db
        .select(Policy.number)
        .from(Policy)
        .union(titles)
        .all()
        .await;
}

fn main() {}
