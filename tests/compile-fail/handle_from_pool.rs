//! A handle limited to a tenant comes from a pool.

mod tables;

use orm::Backend;
use orm::prelude::*;
use tables::*;

fn wrong(pool: <Sqlite as Backend>::Pool) -> TenantDb {
    TenantDb::from_pool(pool)
}

fn main() {}
