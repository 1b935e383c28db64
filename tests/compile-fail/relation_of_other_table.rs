//! A relation is loaded with rows of another table than it starts at.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.find(Country).with(Policy::claims()).all().await;
}

fn main() {}
