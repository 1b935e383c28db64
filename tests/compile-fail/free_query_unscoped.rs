//! A query built without a handle is executed on one without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = orm::select(Policy.number).from(Policy).on(db).all().await;
}

fn main() {}
