//! A column is compared with NULL by `=`.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.from(Policy).filter(Policy.note.eq(None)).all().await;
}

fn main() {}
