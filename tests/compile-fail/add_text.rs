//! A text is added to a text.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.select(Policy.number.add("x")).from(Policy).all().await;
}

fn main() {}
