//! A condition that is passed around has a subquery over another database.

mod tables;

use orm::prelude::*;
use tables::*;

fn wrong() -> orm::Condition<Policy> {
    Policy.condition(
        Policy
            .premium
            .in_query(orm::select(Rate.percent).from(Rate)),
    )
}

fn main() {}
