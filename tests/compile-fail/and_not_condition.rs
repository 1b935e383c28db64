//! AND gets a text instead of a condition.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .from(Policy)
        .filter(Policy.note.is_null().and(Policy.number))
        .all()
        .await;
}

fn main() {}
