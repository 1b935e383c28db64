//! A derived table built across tenants stands in a tenant's query.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(all: &Db<Sqlite, CrossTenant>, db: &TenantDb) {
    let claimed = all.select(Claimed::of(Claim.policy_id, Claim.amount)).from(Claim).derived();
    let _ = db.select(Claimed.amount).from(claimed).all().await;
}

fn main() {}
