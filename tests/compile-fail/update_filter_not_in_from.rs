//! An UPDATE's filter uses a column of another table.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .update(Policy)
        .set(Policy.number.to("P-1"))
        .filter(Claim.amount.gt(3))
        .run()
        .await;
}

fn main() {}
