//! A column is compared with an `Option`.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb, number: Option<String>) {
    let _ = db.from(Policy).filter(Policy.number.eq(number)).all().await;
}

fn main() {}
