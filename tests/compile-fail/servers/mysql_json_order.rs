//! MySQL collects JSON in no certain order.

#[path = "../tables/mod.rs"]
mod tables;

use orm::expr::json_agg;
use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<MySql8, Scoped<OrgId>>) {
    let titles = json_agg(Claim.title).order_by(Claim.title);
    let _ = db.select(titles).from(Claim).all().await;
}

fn main() {}
