//! A subquery borrows a tenant's table without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db
        .from(Country)
        .filter(exists(
            orm::select(Setting.key)
                .correlate(Policy)
                .from(Setting)
                .filter(Setting.key.eq(Policy.country)),
        ))
        .all()
        .await;
}

fn main() {}
