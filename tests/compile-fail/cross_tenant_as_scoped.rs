//! A function for one tenant is called with a handle for all.

mod tables;

use orm::prelude::*;
use tables::*;

async fn policies(_: &TenantDb) {}

async fn wrong(db: &Db<Sqlite, CrossTenant>) {
    policies(db).await;
}

fn main() {}
