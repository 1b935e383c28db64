//! A query has no FROM.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.select(count_all()).all().await;
}

fn main() {}
