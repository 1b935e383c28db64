//! The row that could not be inserted is the target's.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb, row: NewPolicy) {
    let _ = db
        .insert(row)
        .on_conflict(Policy.number)
        .do_update()
        .set(Policy.number.to(excluded(Claim.title)))
        .run()
        .await;
}

fn main() {}
