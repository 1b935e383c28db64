//! A tenant changes a table that all tenants read.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .update(Country)
        .set(Country.name.to("?"))
        .all_rows()
        .run()
        .await;
}

fn main() {}
