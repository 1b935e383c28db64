//! An update sets a column of the table that it joins.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .update(Policy)
        .inner_join(Claim, Claim.policy_id.eq(Policy.id))
        .set(Claim.title.to(Policy.number))
        .all_rows()
        .run()
        .await;
}

fn main() {}
