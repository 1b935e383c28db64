//! A delete joins a tenant's table on the left without a tenant.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<MySql>) {
    let _ = db
        .delete(Setting)
        .left_join(Claim, Claim.title.eq(Setting.key))
        .filter(Claim.id.is_null())
        .run()
        .await;
}

fn main() {}
