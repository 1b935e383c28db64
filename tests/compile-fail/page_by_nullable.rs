//! A page is ordered by a column that may be NULL.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .from(Policy)
        .page((Policy.note.asc(), Policy.id.asc()), None, 20)
        .all()
        .await;
}

fn main() {}
