//! An aggregate and a column that is not grouped are added.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select(Claim.amount.add(count_all()))
        .from(Claim)
        .all()
        .await;
}

fn main() {}
