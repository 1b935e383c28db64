//! MySQL has no DISTINCT ON.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<MySql8, Scoped<OrgId>>) {
    let _ = db.from(Policy).distinct_on(Policy.country).all().await;
}

fn main() {}
