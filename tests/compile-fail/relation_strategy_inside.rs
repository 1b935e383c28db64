//! A relation in a query says how it is loaded.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.find(Policy).with(Policy::claims().as_json()).all().await;
}

fn main() {}
