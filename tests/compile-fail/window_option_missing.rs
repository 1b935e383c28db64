//! The value of the row before may be missing.

mod tables;

use orm::expr::{lag, window};
use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let before = lag(Claim.amount).over(window().order_by(Claim.id));
    let _: Vec<i64> = db.select(before).from(Claim).all().await.unwrap();
}

fn main() {}
