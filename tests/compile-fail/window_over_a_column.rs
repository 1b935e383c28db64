//! A column is no window function.

mod tables;

use orm::expr::window;
use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select(Claim.amount.over(window()))
        .from(Claim)
        .all()
        .await;
}

fn main() {}
