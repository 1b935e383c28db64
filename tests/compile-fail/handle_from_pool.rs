//! A handle limited to a tenant comes from a pool.

mod tables;

use orm::prelude::*;
use tables::*;
use orm::Backend;

fn wrong(pool: <Sqlite as Backend>::Pool) -> TenantDb {
    TenantDb::from_pool(pool)
}

fn main() {}
