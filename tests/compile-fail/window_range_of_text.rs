//! A distance in the order of texts.

mod tables;

use orm::expr::{current_row, preceding, window};
use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let frame = window()
        .order_by(Claim.title)
        .range_between(preceding(2), current_row());
    let _ = db
        .select(sum(Claim.amount).over(frame))
        .from(Claim)
        .all()
        .await;
}

fn main() {}
