//! WHERE uses a column of a table that is not in FROM.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.from(Policy).filter(Claim.amount.gt(3)).all().await;
}

fn main() {}
