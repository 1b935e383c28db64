//! An aggregate stands beside a column, without GROUP BY.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select((Policy.number, count_all()))
        .from(Policy)
        .all()
        .await;
}

fn main() {}
