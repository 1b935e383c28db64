//! A fragment holds a comment that some databases execute.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .from(Claim)
        .filter(sql!(bool, "{} > 0 /*! OR 1 = 1 */", Claim.amount))
        .all()
        .await;
}

fn main() {}
