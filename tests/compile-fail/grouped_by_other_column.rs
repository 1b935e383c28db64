//! The selected column is not the one that is grouped by.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select((Policy.number, count_all()))
        .from(Policy)
        .group_by(Policy.id)
        .all()
        .await;
}

fn main() {}
