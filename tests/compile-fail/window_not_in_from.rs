//! A window over a table that is not in FROM.

mod tables;

use orm::expr::{row_number, window};
use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let place = row_number().over(window().order_by(Policy.number));
    let _ = db.select((Claim.title, place)).from(Claim).all().await;
}

fn main() {}
