//! An EXISTS reads a tenant's table without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db
        .from(Country)
        .filter(exists(
            orm::select(Policy.id)
                .correlate(Country)
                .from(Policy)
                .filter(Policy.country.eq(Country.code)),
        ))
        .all()
        .await;
}

fn main() {}
