//! A handle limited to a tenant comes from nowhere.

mod tables;

use tables::*;

fn wrong() -> TenantDb {
    TenantDb::default()
}

fn main() {}
