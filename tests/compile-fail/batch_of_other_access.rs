//! A batch of one tenant holds a query across tenants.

mod tables;

use orm::prelude::*;
use orm::select;
use tables::*;

async fn wrong(db: &TenantDb) {
    let all = select::<Sqlite, CrossTenant, _>(Claim.id).from(Claim).query();
    let own = select(Claim.id).from(Claim).query();
    let _ = db.batch((all, own)).await;
}

fn main() {}
