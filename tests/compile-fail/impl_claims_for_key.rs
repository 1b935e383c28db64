//! A user makes a bare tenant id a claim.

mod tables;

use orm::prelude::*;
use tables::*;

impl TenantClaims for OrgId {
    type Key = Self;
    type Actor = i64;

    fn tenant(&self) -> Option<Self> {
        Some(*self)
    }

    fn actor(&self) -> Option<i64> {
        None
    }
}

fn main() {}
