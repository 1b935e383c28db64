//! A view over tenants' rows is joined without a tenant.

mod tables;
mod views;

use orm::prelude::*;
use tables::*;
use views::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db
        .select(Country.name)
        .from(Country)
        .inner_join(Open, Open.amount.gt(1))
        .all()
        .await;
}

fn main() {}
