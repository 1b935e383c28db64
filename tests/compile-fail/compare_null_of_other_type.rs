//! A column is compared with an `Option` of another type, NULL equal to NULL.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .from(Policy)
        .filter(Policy.note.is_not_distinct_from(Some(5)))
        .all()
        .await;
}

fn main() {}
