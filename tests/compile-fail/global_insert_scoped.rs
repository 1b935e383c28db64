//! A tenant inserts a row into a table that all tenants read.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let country = NewCountry {
        code: "CH".into(),
        name: "Switzerland".into(),
    };
    let _ = db.insert(country).run().await;
}

fn main() {}
