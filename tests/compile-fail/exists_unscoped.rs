//! A tenant's table is asked for a row without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db
        .from(Policy)
        .filter(Policy.number.eq("P-1"))
        .exists()
        .await;
}

fn main() {}
