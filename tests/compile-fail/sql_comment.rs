//! A fragment holds a comment.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .from(Claim)
        .filter(sql!(bool, "{} > 0 -- always", Claim.amount))
        .all()
        .await;
}

fn main() {}
