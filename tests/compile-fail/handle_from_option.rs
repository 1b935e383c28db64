//! A handle limited to a tenant comes from an optional id.

mod tables;

use tables::*;

fn wrong(org: Option<OrgId>) -> TenantDb {
    org.into()
}

fn main() {}
