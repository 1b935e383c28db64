//! Rows are moved to another tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb, id: Uuid, other: OrgId) {
    let rows = [(id, Policy.org_id.to(other))];
    let _ = db.update_each(Policy, rows).run().await;
}

fn main() {}
