//! An operand of a union is bound to a handle of its own.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select(Policy.number)
        .from(Policy)
        .union(db.select(Claim.title).from(Claim))
        .all()
        .await;
}

fn main() {}
