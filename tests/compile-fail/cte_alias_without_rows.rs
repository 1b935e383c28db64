//! Another name of a projection has no rows of its own.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    orm::alias!(Other: Claimed);
    let _ = db.select(Other.amount).from(Other).all().await;
}

fn main() {}
