//! An UPDATE sets a column that the database makes.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .update(Claim)
        .set(Claim.cents.to(5))
        .all_rows()
        .run()
        .await;
}

fn main() {}
