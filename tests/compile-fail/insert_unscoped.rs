//! A row is inserted into a tenant's table without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>, claim: NewClaim) {
    let _ = db.insert(claim).run().await;
}

fn main() {}
