//! A tenant's table is updated without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db
        .update(Policy)
        .set(Policy.number.to("P-1"))
        .all_rows()
        .run()
        .await;
}

fn main() {}
