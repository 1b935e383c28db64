//! A tenant's table is cross-joined to a global one without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db
        .select((Country.name, Policy.number))
        .from(Country)
        .cross_join(Policy)
        .all()
        .await;
}

fn main() {}
