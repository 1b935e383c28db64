//! A user declares an access level of their own to be limited to one tenant.

mod tables;

use orm::prelude::*;
use tables::*;

struct Everything;

impl TenantScope for Everything {
    type Key = OrgId;
}

fn main() {}
