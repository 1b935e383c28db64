//! A projection stands in FROM without its query.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.select(Claimed.amount).from(Claimed).all().await;
}

fn main() {}
