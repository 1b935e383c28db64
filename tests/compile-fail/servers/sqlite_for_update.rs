//! SQLite has no row locks.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite, Scoped<OrgId>>) {
    let _ = db.from(Policy).for_update().all().await;
}

fn main() {}
