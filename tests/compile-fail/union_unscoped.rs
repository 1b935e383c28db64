//! The second query of a union reads a tenant's table without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db
        .select(Country.name)
        .from(Country)
        .union(orm::select(Policy.number).from(Policy))
        .all()
        .await;
}

fn main() {}
