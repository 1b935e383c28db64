//! A sum over no rows is NULL.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) -> Result<i64, orm::Error> {
    db.select(sum(Claim.amount)).from(Claim).one().await
}

fn main() {}
