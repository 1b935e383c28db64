//! The struct of a new row has no tenant column.

mod tables;

use orm::prelude::*;
use tables::*;

fn wrong(org_id: OrgId) -> NewClaim {
    NewClaim {
        org_id,
        policy_id: Uuid::nil(),
        title: "Hail".into(),
        amount: 5,
    }
}

fn main() {}
