//! MySQL has no FILTER on aggregates.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<MySql, Scoped<OrgId>>) {
    let _ = db
        .select(sum(Claim.amount).filter(Claim.title.eq("hail")))
        .from(Claim)
        .all()
        .await;
}

fn main() {}
