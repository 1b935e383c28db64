//! A column is selected from nowhere.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.select(Policy.number).all().await;
}

fn main() {}
