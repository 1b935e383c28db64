//! MySQL has no intervals.

#[path = "../tables/mod.rs"]
mod tables;

use orm::Interval;
use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<MySql, Scoped<OrgId>>) {
    let later = Policy.created_at.plus(Interval::days(3));
    let _ = db.select(later).from(Policy).all().await;
}

fn main() {}
