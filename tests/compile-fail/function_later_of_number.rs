//! A number is no date.

#[path = "tables/mod.rs"]
mod tables;

use orm::Interval;
use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let later = Claim.amount.later(Interval::days(1));
    let _ = db.select(later).from(Claim).all().await;
}

fn main() {}
