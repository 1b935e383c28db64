//! A DELETE has no filter.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.delete(Policy).run().await;
}

fn main() {}
