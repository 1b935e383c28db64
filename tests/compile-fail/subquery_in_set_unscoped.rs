//! The value that an UPDATE sets is read from a tenant's table without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db
        .update(Country)
        .set(
            Country
                .name
                .to(scalar(orm::select(max(Policy.number)).from(Policy))),
        )
        .all_rows()
        .run()
        .await;
}

fn main() {}
