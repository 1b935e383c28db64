//! A window function in GROUP BY.

mod tables;

use orm::expr::{row_number, window};
use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let place = group_key(row_number().over(window()));
    let _ = db
        .select(count_all())
        .from(Claim)
        .group_by(place)
        .all()
        .await;
}

fn main() {}
