//! An UPDATE of one table sets, among others, a column of another.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .update(Policy)
        .set((Policy.number.to("P-1"), Claim.amount.to(5)))
        .all_rows()
        .run()
        .await;
}

fn main() {}
