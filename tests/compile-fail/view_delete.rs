//! Rows of a view are deleted.

mod tables;
mod views;

use orm::prelude::*;
use tables::*;
use views::*;

async fn wrong(db: &TenantDb) {
    let _ = db.delete(Open).all_rows().run().await;
}

fn main() {}
