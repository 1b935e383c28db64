//! A user declares a tenant's table reachable without a tenant.

mod tables;

use tables::*;

impl orm::scope::Access<orm::Unscoped> for Claim {}

fn main() {}
