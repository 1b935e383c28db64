//! A delete joins a tenant table without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db
        .delete(Setting)
        .inner_join(Policy, Policy.number.eq(Setting.key))
        .all_rows()
        .run()
        .await;
}

fn main() {}
