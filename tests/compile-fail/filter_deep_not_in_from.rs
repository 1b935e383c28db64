//! WHERE uses, deep inside, a column of a table that is not in FROM.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .from(Policy)
        .filter(
            Policy
                .number
                .eq("P-1")
                .or(Policy.note.is_null().and(Claim.amount.add(1).gt(3))),
        )
        .all()
        .await;
}

fn main() {}
