//! The whole row of a table that is not in FROM is selected.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.select((Policy, Claim)).from(Policy).all().await;
}

fn main() {}
