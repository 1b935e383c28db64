//! GROUP BY uses a column of a table that is not in FROM.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select(count_all())
        .from(Policy)
        .group_by(Claim.policy_id)
        .all()
        .await;
}

fn main() {}
