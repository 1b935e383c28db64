//! Rows are inserted into a tenant's table without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>, claims: Vec<NewClaim>) {
    let _ = db.insert_many(claims).run().await;
}

fn main() {}
