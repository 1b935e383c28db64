//! A subquery built across tenants stands in a tenant's query.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let all = orm::select::<Sqlite, CrossTenant, _>(Claim.policy_id).from(Claim);
    let _ = db.from(Policy).filter(Policy.id.in_query(all)).all().await;
}

fn main() {}
