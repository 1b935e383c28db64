//! A fragment names a column in its text.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.select(sql!(i64, "amount + 1")).from(Claim).all().await;
}

fn main() {}
