//! A uuid column is looked for in a list of numbers.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .from(Policy)
        .filter(Policy.id.in_list([1, 2, 3]))
        .all()
        .await;
}

fn main() {}
