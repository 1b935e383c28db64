//! A query has no row that could not be inserted.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .from(Policy)
        .filter(Policy.number.eq(excluded(Policy.number)))
        .all()
        .await;
}

fn main() {}
