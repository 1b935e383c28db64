//! An aggregate of a window function.

mod tables;

use orm::expr::{row_number, window};
use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let place = row_number().over(window());
    let _ = db.select(max(place)).from(Claim).all().await;
}

fn main() {}
