//! A union is ordered by a column of one of its tables.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select(Policy.number)
        .from(Policy)
        .union(orm::select(Claim.title).from(Claim))
        .order_by(Policy.number)
        .all()
        .await;
}

fn main() {}
