//! A row is inserted across tenants, so that it would belong to nobody.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite, CrossTenant>, claim: NewClaim) {
    let _ = db.insert(claim).run().await;
}

fn main() {}
