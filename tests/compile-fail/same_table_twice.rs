//! One table stands in FROM twice under one name.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select(Policy.number)
        .from(Policy)
        .inner_join(Policy, Policy.id.eq(Policy.id))
        .all()
        .await;
}

fn main() {}
