//! One of several selected columns is of a table that is not in FROM.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select((Policy.number, Claim.amount))
        .from(Policy)
        .all()
        .await;
}

fn main() {}
