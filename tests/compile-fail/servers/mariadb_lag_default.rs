//! MariaDB's LAG takes no default.

#[path = "../tables/mod.rs"]
mod tables;

use orm::expr::{lag, window};
use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<MariaDb, Scoped<OrgId>>) {
    let before = lag(Claim.amount).or(0).over(window().order_by(Claim.id));
    let _ = db.select(before).from(Claim).all().await;
}

fn main() {}
