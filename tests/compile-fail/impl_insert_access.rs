//! A user declares a tenant's table open to inserts across tenants.

mod tables;

use orm::prelude::*;
use tables::*;

impl orm::scope::InsertAccess<CrossTenant> for Claim {}

fn main() {}
