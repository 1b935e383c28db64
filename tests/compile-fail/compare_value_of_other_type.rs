//! A text column is compared with a number.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.from(Policy).filter(Policy.number.eq(5)).all().await;
}

fn main() {}
