//! A subquery inside a subquery reads a tenant's table without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db
        .from(Country)
        .filter(
            Country.code.in_query(
                orm::select(Country.code).from(Country).filter(
                    Country
                        .code
                        .in_query(orm::select(Policy.country).from(Policy)),
                ),
            ),
        )
        .all()
        .await;
}

fn main() {}
