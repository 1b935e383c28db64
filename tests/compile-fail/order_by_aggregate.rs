//! A query without GROUP BY is ordered by an aggregate.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .from(Claim)
        .order_by(max(Claim.amount).desc())
        .all()
        .await;
}

fn main() {}
