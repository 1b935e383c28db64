//! MySQL has ROLLUP and no CUBE.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<MySql8, Scoped<OrgId>>) {
    let _ = db
        .select(count_all())
        .from(Claim)
        .group_by_cube(Claim.title)
        .all()
        .await;
}

fn main() {}
