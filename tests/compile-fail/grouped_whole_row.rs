//! The whole row is selected from a grouped query.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select(Policy)
        .from(Policy)
        .group_by(Policy.number)
        .all()
        .await;
}

fn main() {}
