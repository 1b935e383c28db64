//! A window ordered by a window function.

mod tables;

use orm::expr::{rank, row_number, window};
use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let inner = row_number().over(window());
    let place = rank().over(window().order_by(inner));
    let _ = db.select(place).from(Claim).all().await;
}

fn main() {}
