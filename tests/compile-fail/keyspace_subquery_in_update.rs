//! The subquery of an UPDATE reads a table of another database.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .update(Policy)
        .set(Policy.number.to("paid"))
        .filter(
            Policy
                .id
                .in_query(orm::select(Invoice.policy_id).from(Invoice)),
        )
        .run()
        .await;
}

fn main() {}
