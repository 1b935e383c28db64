//! MariaDB's RETURNING shows rows that the upsert left alone, another tenant's too.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<MariaDb, Scoped<OrgId>>, row: NewPolicy) {
    let _ = db
        .insert(row)
        .on_duplicate_key_update()
        .set(Policy.number.to("x"))
        .returning(Policy.id)
        .all()
        .await;
}

fn main() {}
