//! A relation stands in a query without the table where it starts.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.from(Country).filter(Policy::claims().exists()).all().await;
}

fn main() {}
