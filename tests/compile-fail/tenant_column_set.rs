//! An UPDATE moves rows to another tenant.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb, other: OrgId) {
    let _ = db
        .update(Policy)
        .set(Policy.org_id.to(other))
        .all_rows()
        .run()
        .await;
}

fn main() {}
