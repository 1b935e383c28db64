//! A view over tenants' rows is read without a tenant.

mod tables;
mod views;

use orm::prelude::*;
use views::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db.from(Open).all().await;
}

fn main() {}
