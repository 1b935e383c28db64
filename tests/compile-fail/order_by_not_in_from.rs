//! ORDER BY uses a column of a table that is not in FROM.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .from(Policy)
        .order_by((Policy.number, Claim.amount.desc()))
        .all()
        .await;
}

fn main() {}
