//! A fragment holds a placeholder of its own.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .from(Claim)
        .filter(sql!(bool, "{} > ?", Claim.amount))
        .all()
        .await;
}

fn main() {}
