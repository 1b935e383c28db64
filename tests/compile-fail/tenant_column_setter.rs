//! A new row has no setter for the tenant column.

mod tables;

use tables::*;

fn wrong(claim: NewClaim, org_id: OrgId) -> NewClaim {
    claim.org_id(org_id)
}

fn main() {}
