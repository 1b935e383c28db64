//! A second name of a tenant's table is still a tenant's table.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db.select(OtherPolicy.number).from(OtherPolicy).all().await;
}

fn main() {}
