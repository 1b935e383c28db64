//! A fragment's column is of a table that is not in FROM.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .from(Policy)
        .filter(sql!(bool, "{} > 0", Claim.amount))
        .all()
        .await;
}

fn main() {}
