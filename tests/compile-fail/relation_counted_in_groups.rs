//! A relation is counted in a grouped query.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select((Policy.country, Policy::claims().count()))
        .from(Policy)
        .group_by(Policy.country)
        .all()
        .await;
}

fn main() {}
