//! A row of a tenant's table is fetched by its key without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>, id: Uuid) {
    let _ = db.from(Policy).by_key(id).one().await;
}

fn main() {}
