//! A fragment starts a statement of its own.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .from(Claim)
        .filter(sql!(bool, "1 = 1; DELETE FROM claims"))
        .all()
        .await;
}

fn main() {}
