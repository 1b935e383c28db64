//! The subquery in an UPDATE's filter reads a tenant's table without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db
        .update(Country)
        .set(Country.name.to("gone"))
        .filter(
            Country
                .code
                .not_in_query(orm::select(Policy.country).from(Policy)),
        )
        .run()
        .await;
}

fn main() {}
