//! A column of a table that is not in FROM is selected.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.select(Claim.amount).from(Policy).all().await;
}

fn main() {}
