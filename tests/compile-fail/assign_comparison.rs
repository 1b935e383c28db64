//! An UPDATE gets a comparison instead of an assignment.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .update(Policy)
        .set(Policy.number.eq("P-1"))
        .all_rows()
        .run()
        .await;
}

fn main() {}
