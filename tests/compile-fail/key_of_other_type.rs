//! A row is fetched by a key of another type.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.from(Policy).by_key(5).one().await;
}

fn main() {}
