//! An upsert names the tenant column, which is added by itself.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb, row: NewPolicy) {
    let _ = db
        .insert(row)
        .on_conflict((Policy.org_id, Policy.number))
        .do_nothing()
        .run()
        .await;
}

fn main() {}
