//! An upsert names a column that is no unique key.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb, row: NewPolicy) {
    let _ = db
        .insert(row)
        .on_conflict(Policy.country)
        .do_nothing()
        .run()
        .await;
}

fn main() {}
