//! A scalar subquery without a row is NULL.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) -> Result<Vec<i64>, orm::Error> {
    db.select(scalar(orm::select(count_all()).from(Claim)))
        .from(Policy)
        .all()
        .await
}

fn main() {}
