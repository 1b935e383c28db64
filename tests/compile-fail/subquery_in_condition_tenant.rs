//! A condition that is passed around carries no access level, so that it holds no tenant's subquery.

mod tables;

use orm::prelude::*;
use tables::*;

fn wrong() -> orm::Condition<Policy> {
    Policy.condition(Policy.id.in_query(orm::select(Claim.policy_id).from(Claim)))
}

fn main() {}
