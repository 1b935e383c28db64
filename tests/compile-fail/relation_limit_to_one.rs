//! A relation to one row is cut.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.find(Claim).with(Claim::policy().limit(1)).all().await;
}

fn main() {}
