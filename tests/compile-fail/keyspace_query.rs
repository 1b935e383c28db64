//! A stored query over one database is executed on a handle of another.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(query: &Query<Sqlite, Scoped<OrgId>, Billing, Decimal>, db: &TenantDb) {
    let _ = query.on(&db.keyspace::<Policies>()).all().await;
}

fn main() {}
