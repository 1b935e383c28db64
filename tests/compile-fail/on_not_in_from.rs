//! ON uses a column of a table that is joined later.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select(Policy.number)
        .from(Policy)
        .inner_join(Country, Country.name.eq(Claim.title))
        .inner_join(Claim, Claim.policy_id.eq(Policy.id))
        .all()
        .await;
}

fn main() {}
