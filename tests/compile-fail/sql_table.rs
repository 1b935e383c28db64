//! A fragment reads a table by the TABLE command.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .from(Claim)
        .filter(sql!(bool, "EXISTS (TABLE claims)"))
        .all()
        .await;
}

fn main() {}
