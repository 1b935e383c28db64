//! A fragment closes a parenthesis that it didn't open, to get out of the tenant's condition.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .from(Claim)
        .filter(sql!(bool, "{} > 0) OR (1 = 1", Claim.amount))
        .all()
        .await;
}

fn main() {}
