//! An upsert names another table's key.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb, row: NewPolicy) {
    let _ = db
        .insert(row)
        .on_conflict(Claim.id)
        .do_nothing()
        .run()
        .await;
}

fn main() {}
