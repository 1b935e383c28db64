//! An update joins a tenant table without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db
        .update(Setting)
        .inner_join(Policy, Policy.number.eq(Setting.key))
        .set(Setting.value.to(Policy.number))
        .all_rows()
        .run()
        .await;
}

fn main() {}
