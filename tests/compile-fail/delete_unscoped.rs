//! Rows of a tenant's table are deleted without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db.delete(Policy).all_rows().run().await;
}

fn main() {}
