//! A query stored for one tenant's rows is executed without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(query: &Query<Sqlite, Scoped<OrgId>, Policies, String>, db: &Db<Sqlite>) {
    let _ = query.on(db).all().await;
}

fn main() {}
