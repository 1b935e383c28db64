//! Postgres has no ON DUPLICATE KEY UPDATE.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Postgres, Scoped<OrgId>>, row: NewPolicy) {
    let _ = db
        .insert(row)
        .on_duplicate_key_update()
        .set(Policy.number.to("x"))
        .run()
        .await;
}

fn main() {}
