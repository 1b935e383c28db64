//! An UPDATE with RETURNING has no filter.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .update(Policy)
        .set(Policy.number.to("P-1"))
        .returning(Policy.id)
        .all()
        .await;
}

fn main() {}
