//! A frame that ends before it begins.

mod tables;

use orm::expr::{current_row, preceding, window};
use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let frame = window()
        .order_by(Claim.id)
        .rows_between(current_row(), preceding(2));
    let _ = db
        .select(sum(Claim.amount).over(frame))
        .from(Claim)
        .all()
        .await;
}

fn main() {}
