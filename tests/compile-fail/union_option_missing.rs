//! A union of what may be NULL and what may not.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select(Policy.note)
        .from(Policy)
        .union_all(orm::select(Policy.number).from(Policy))
        .all()
        .await;
}

fn main() {}
