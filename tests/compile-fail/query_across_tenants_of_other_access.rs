//! A query over all tenants is executed on a handle of one.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(query: &Query<Sqlite, CrossTenant, Policies, String>, db: &TenantDb) {
    let _ = query.on(db).all().await;
}

fn main() {}
