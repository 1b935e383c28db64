//! A function for one tenant is called with a handle for all.

mod tables;

use orm::prelude::*;
use tables::*;

fn policies(_: &TenantDb) {}

fn wrong(db: &Db<Sqlite, CrossTenant>) {
    policies(db);
}

fn main() {}
