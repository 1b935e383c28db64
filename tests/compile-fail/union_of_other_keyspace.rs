//! An operand of a union lives in another database.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select(Policy.id)
        .from(Policy)
        .union(orm::select(Invoice.policy_id).from(Invoice))
        .all()
        .await;
}

fn main() {}
