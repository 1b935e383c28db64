//! A global table's relation to tenants' rows is loaded without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db.find(Country).with(Country::policies()).all().await;
}

fn main() {}
