//! The struct of changes has no tenant column.

mod tables;

use tables::*;

fn wrong(other: OrgId) -> PolicyChanges {
    PolicyChanges {
        org_id: Some(other),
        ..PolicyChanges::default()
    }
}

fn main() {}
