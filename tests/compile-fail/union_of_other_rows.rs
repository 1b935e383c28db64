//! A union of texts and numbers.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select(Policy.number)
        .from(Policy)
        .union(orm::select(Claim.amount).from(Claim))
        .all()
        .await;
}

fn main() {}
