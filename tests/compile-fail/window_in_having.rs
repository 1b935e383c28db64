//! A window function in HAVING.

mod tables;

use orm::expr::{row_number, window};
use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let place = row_number().over(window());
    let _ = db
        .select(Claim.policy_id)
        .from(Claim)
        .group_by(Claim.policy_id)
        .having(place.eq(1))
        .all()
        .await;
}

fn main() {}
