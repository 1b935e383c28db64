//! An aggregate stands in an UPDATE's SET.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .update(Claim)
        .set(Claim.amount.to(max(Claim.amount)))
        .all_rows()
        .run()
        .await;
}

fn main() {}
