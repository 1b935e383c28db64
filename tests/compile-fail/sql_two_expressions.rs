//! A fragment is two expressions.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select(sql!(i64, "{}, 1", Claim.amount))
        .from(Claim)
        .all()
        .await;
}

fn main() {}
