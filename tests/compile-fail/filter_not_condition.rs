//! WHERE gets a text instead of a condition.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.from(Policy).filter(Policy.number).all().await;
}

fn main() {}
