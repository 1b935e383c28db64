//! A subquery reads a table of another database than the outer query.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .from(Policy)
        .filter(
            Policy
                .id
                .in_query(orm::select(Invoice.policy_id).from(Invoice)),
        )
        .all()
        .await;
}

fn main() {}
