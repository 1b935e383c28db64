//! SQLite has no arrays.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite, Scoped<OrgId>>, ids: Vec<Uuid>) {
    let _ = db.from(Policy).filter(Policy.id.eq_any(ids)).all().await;
}

fn main() {}
