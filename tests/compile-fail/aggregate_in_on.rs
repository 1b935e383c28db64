//! An aggregate stands in a join's ON.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select(Policy.number)
        .from(Policy)
        .inner_join(Claim, count_all().gt(1))
        .all()
        .await;
}

fn main() {}
