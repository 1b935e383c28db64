//! A window function in WHERE.

mod tables;

use orm::expr::{row_number, window};
use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let place = row_number().over(window().order_by(Claim.amount));
    let _ = db.from(Claim).filter(place.eq(1)).all().await;
}

fn main() {}
