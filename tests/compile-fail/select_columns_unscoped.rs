//! Columns of a tenant's table are read without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db
        .select((Policy.id, Policy.number))
        .from(Policy)
        .all()
        .await;
}

fn main() {}
