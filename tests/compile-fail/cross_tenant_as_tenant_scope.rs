//! A function for one tenant is called with a handle for all.

mod tables;

use orm::prelude::*;
use tables::*;

fn policies<A: TenantScope<Key = OrgId>>(_: &Db<Sqlite, A>) {}

fn wrong(db: &Db<Sqlite, CrossTenant>) {
    policies(db);
}

fn main() {}
