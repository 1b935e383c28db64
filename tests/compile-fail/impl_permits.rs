//! A user lets a tenancy be reached at another level.

mod tables;

use tables::*;

impl orm::scope::access::Permits<orm::Unscoped> for orm::scope::TenantOf<OrgId> {}

fn main() {}
