//! MySQL has no arrays.

#[path = "../tables/mod.rs"]
mod tables;

use orm::expr::array_agg;
use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<MySql, Scoped<OrgId>>) {
    let _ = db.select(array_agg(Claim.amount)).from(Claim).all().await;
}

fn main() {}
