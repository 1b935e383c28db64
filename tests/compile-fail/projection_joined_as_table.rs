//! A projection is joined without its query.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select((Policy.number, Claimed.amount))
        .from(Policy)
        .left_join(Claimed, Claimed.policy_id.eq(Policy.id))
        .all()
        .await;
}

fn main() {}
