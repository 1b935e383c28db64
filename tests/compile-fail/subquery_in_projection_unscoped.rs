//! A scalar subquery in the select list reads a tenant's table without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db
        .select((Country.name, scalar(orm::select(count_all()).from(Policy))))
        .from(Country)
        .all()
        .await;
}

fn main() {}
