//! A view is updated.

mod tables;
mod views;

use orm::prelude::*;
use tables::*;
use views::*;

async fn wrong(db: &TenantDb) {
    let _ = db.update(Open).set(Open.amount.to(0)).all_rows().run().await;
}

fn main() {}
