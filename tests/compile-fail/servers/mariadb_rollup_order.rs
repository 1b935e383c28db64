//! MariaDB takes no ORDER BY beside ROLLUP.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<MariaDb, Scoped<OrgId>>) {
    let _ = db
        .select((Claim.title, count_all()))
        .from(Claim)
        .group_by_rollup(Claim.title)
        .order_by(count_all())
        .all()
        .await;
}

fn main() {}
