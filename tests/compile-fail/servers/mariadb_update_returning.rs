//! MariaDB has no RETURNING for UPDATE.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<MariaDb, Scoped<OrgId>>) {
    let update = db.update(Policy).set(Policy.number.to("x")).all_rows();
    let _ = update.returning(Policy.id).all().await;
}

fn main() {}
