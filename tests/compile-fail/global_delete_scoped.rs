//! A tenant deletes from a table that all tenants read.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.delete(Country).by_key("CH".to_owned()).run().await;
}

fn main() {}
