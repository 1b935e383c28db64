//! An UPDATE of one table gets the changes of another.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb, changes: ClaimChanges) {
    let _ = db.update(Policy).set(changes).all_rows().run().await;
}

fn main() {}
