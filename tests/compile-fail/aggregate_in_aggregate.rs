//! An aggregate stands inside another.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.select(max(count_all())).from(Policy).all().await;
}

fn main() {}
