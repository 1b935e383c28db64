//! A number is compared with a pattern.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.from(Claim).filter(Claim.amount.like("1%")).all().await;
}

fn main() {}
