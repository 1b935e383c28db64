//! The subquery of a DELETE reads a table of another database.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .delete(Policy)
        .filter(
            Policy
                .id
                .in_query(orm::select(Invoice.policy_id).from(Invoice)),
        )
        .run()
        .await;
}

fn main() {}
