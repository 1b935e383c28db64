//! A handle limited to a tenant comes from nowhere.

mod tables;

use orm::prelude::*;
use tables::*;

fn wrong() -> TenantDb {
    TenantDb::default()
}

fn main() {}
