//! A tenant's table is full-joined to a global one without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db
        .select((Country.name, Policy.number))
        .from(Country)
        .full_join(Policy, Policy.country.eq(Country.code))
        .all()
        .await;
}

fn main() {}
