//! A global table is filtered by tenants' rows without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db.from(Country).filter(Country::policies().exists()).all().await;
}

fn main() {}
