//! A query that borrows a table is closed to be stored.

mod tables;

use orm::prelude::*;
use tables::*;

fn wrong() {
    let _ = orm::select::<Sqlite, Scoped<OrgId>, _>(Claim.id)
        .correlate(Policy)
        .from(Claim)
        .filter(Claim.policy_id.eq(Policy.id))
        .query();
}

fn main() {}
