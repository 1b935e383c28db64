//! An UPDATE of one table sets a column of another.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .update(Policy)
        .set(Claim.amount.to(5))
        .all_rows()
        .run()
        .await;
}

fn main() {}
