//! A text column is set to a number.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .update(Policy)
        .set(Policy.number.to(5))
        .all_rows()
        .run()
        .await;
}

fn main() {}
