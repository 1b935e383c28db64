//! A query built across tenants is an operand in a tenant's union.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let all = orm::select::<Sqlite, CrossTenant, _>(Claim.title).from(Claim);
    let _ = db.select(Policy.number).from(Policy).union(all).all().await;
}

fn main() {}
