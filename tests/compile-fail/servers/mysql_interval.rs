//! MySQL has no intervals.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use orm::{Interval, now};
use tables::*;

async fn wrong(db: &Db<MySql, Scoped<OrgId>>) {
    let soon = now().plus(Interval::days(3));
    let _ = db.select((Policy.id, soon)).from(Policy).all().await;
}

fn main() {}
