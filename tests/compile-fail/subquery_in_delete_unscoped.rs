//! The subquery in a DELETE's filter reads a tenant's table without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db
        .delete(Country)
        .filter(
            Country
                .code
                .not_in_query(orm::select(Policy.country).from(Policy)),
        )
        .run()
        .await;
}

fn main() {}
