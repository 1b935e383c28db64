//! The struct of a new row has no column that the database makes.

mod tables;

use orm::prelude::*;
use tables::*;

fn wrong() -> NewClaim {
    NewClaim {
        policy_id: Uuid::nil(),
        title: "Hail".into(),
        amount: 5,
        cents: 500,
    }
}

fn main() {}
