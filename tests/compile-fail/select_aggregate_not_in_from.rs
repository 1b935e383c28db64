//! A column of a table that is not in FROM is summed.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.select(sum(Claim.amount)).from(Policy).all().await;
}

fn main() {}
