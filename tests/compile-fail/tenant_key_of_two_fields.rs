//! A tenant key has two fields.

use orm::prelude::*;

#[derive(TenantKey, Clone, Debug, PartialEq)]
pub struct TeamId(pub Uuid, pub i64);

fn main() {}
