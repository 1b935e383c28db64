//! A tenant key may name nobody.

use orm::prelude::*;

#[derive(TenantKey, Clone, Debug, PartialEq)]
pub struct TeamId(pub Option<Uuid>);

fn main() {}
