//! A window of a grouped query is ordered by what is not grouped.

mod tables;

use orm::expr::{rank, window};
use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let place = rank().over(window().order_by(Claim.amount));
    let _ = db
        .select((Claim.policy_id, place))
        .from(Claim)
        .group_by(Claim.policy_id)
        .all()
        .await;
}

fn main() {}
