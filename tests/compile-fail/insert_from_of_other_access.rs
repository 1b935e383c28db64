//! A query across tenants is inserted for one.

mod tables;

use orm::prelude::*;
use orm::select;
use tables::*;

async fn wrong(db: &TenantDb) {
    let query = select::<Sqlite, CrossTenant, _>(Claim.title.to(Policy.number)).from(Policy);
    let _ = db.insert_from(Claim, query).run().await;
}

fn main() {}
