//! A cross-tenant handle has no tenant to insert for.

mod tables;

use orm::prelude::*;
use orm::select;
use tables::*;

async fn wrong(db: &Db<Sqlite, CrossTenant>) {
    let query = select(Claim.title.to(Policy.number)).from(Policy);
    let _ = db.insert_from(Claim, query).run().await;
}

fn main() {}
