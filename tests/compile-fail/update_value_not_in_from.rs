//! An UPDATE sets a column to one of another table.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .update(Policy)
        .set(Policy.number.to(Claim.title))
        .all_rows()
        .run()
        .await;
}

fn main() {}
