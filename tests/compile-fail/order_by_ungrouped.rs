//! A grouped query is ordered by a column that is not grouped by.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select(count_all())
        .from(Policy)
        .group_by(Policy.country)
        .order_by(Policy.number)
        .all()
        .await;
}

fn main() {}
