//! An upsert would move a row to another tenant.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb, row: NewPolicy, other: OrgId) {
    let _ = db
        .insert(row)
        .on_conflict(Policy.number)
        .do_update()
        .set(Policy.org_id.to(other))
        .run()
        .await;
}

fn main() {}
