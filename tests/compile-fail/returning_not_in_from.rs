//! RETURNING names a column of another table.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb, id: Uuid) {
    let _ = db.delete(Policy).by_key(id).returning(Claim.amount).all().await;
}

fn main() {}
