//! A text column is compared with a uuid column.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .from(Policy)
        .filter(Policy.number.eq(Policy.id))
        .all()
        .await;
}

fn main() {}
