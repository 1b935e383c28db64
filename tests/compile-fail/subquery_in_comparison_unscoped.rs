//! A scalar subquery in a comparison reads a tenant's table without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db
        .from(Country)
        .filter(
            Country
                .code
                .eq(scalar(orm::select(max(Policy.country)).from(Policy))),
        )
        .all()
        .await;
}

fn main() {}
