//! HAVING uses a column that is not grouped by.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select(count_all())
        .from(Policy)
        .group_by(Policy.country)
        .having(Policy.number.eq("P-1"))
        .all()
        .await;
}

fn main() {}
