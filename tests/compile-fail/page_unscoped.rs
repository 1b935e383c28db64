//! A tenant's table is read page by page without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db.from(Policy).page(Policy.id.asc(), None, 20).all().await;
}

fn main() {}
