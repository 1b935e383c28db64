//! The subquery in a join's ON reads a tenant's table without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let _ = db
        .select((Country.name, Setting.value))
        .from(Country)
        .inner_join(
            Setting,
            Setting
                .key
                .in_query(orm::select(Policy.country).from(Policy)),
        )
        .all()
        .await;
}

fn main() {}
