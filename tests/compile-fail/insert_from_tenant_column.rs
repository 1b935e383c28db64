//! An INSERT .. SELECT would copy the tenant.

mod tables;

use orm::select;
use tables::*;

async fn wrong(db: &TenantDb) {
    let query = select(Claim.org_id.to(Policy.org_id)).from(Policy);
    let _ = db.insert_from(Claim, query).run().await;
}

fn main() {}
