//! A relation is filtered by a column of the table where it starts.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let claims = Policy::claims().filter(Policy.number.eq("P-1"));
    let _ = db.find(Policy).with(claims).all().await;
}

fn main() {}
