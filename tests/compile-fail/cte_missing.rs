//! A column of a common table expression that is not in FROM.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select((Policy.number, Claimed.amount))
        .from(Policy)
        .all()
        .await;
}

fn main() {}
