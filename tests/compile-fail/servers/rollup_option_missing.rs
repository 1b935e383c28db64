//! A key of a ROLLUP is NULL in totals.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Postgres, Scoped<OrgId>>) -> Result<Vec<(String, i64)>, orm::Error> {
    db.select((Claim.title, count_all()))
        .from(Claim)
        .group_by_rollup(Claim.title)
        .all()
        .await
}

fn main() {}
