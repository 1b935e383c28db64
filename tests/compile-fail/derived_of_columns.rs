//! A query whose columns have no names stands in FROM.

mod tables;

use tables::*;

fn wrong(db: &TenantDb) {
    let _ = db
        .select((Claim.policy_id, Claim.amount))
        .from(Claim)
        .derived();
}

fn main() {}
