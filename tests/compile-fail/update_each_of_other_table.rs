//! Rows get values for another table's column.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb, id: Uuid) {
    let rows = [(id, Claim.title.to("x"))];
    let _ = db.update_each(Policy, rows).run().await;
}

fn main() {}
