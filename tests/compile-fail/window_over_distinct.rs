//! An aggregate of each value once takes no window.

mod tables;

use orm::expr::window;
use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select(count(Claim.title).distinct().over(window()))
        .from(Claim)
        .all()
        .await;
}

fn main() {}
