//! Texts are summed.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.select(sum(Policy.number)).from(Policy).all().await;
}

fn main() {}
