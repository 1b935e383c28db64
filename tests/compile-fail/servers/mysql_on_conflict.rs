//! MySQL has no ON CONFLICT.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<MySql, Scoped<OrgId>>, row: NewPolicy) {
    let _ = db
        .insert(row)
        .on_conflict(Policy.number)
        .do_nothing()
        .run()
        .await;
}

fn main() {}
