//! MariaDB has no FOR SHARE.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<MariaDb, Scoped<OrgId>>) {
    let _ = db.from(Policy).for_share().all().await;
}

fn main() {}
