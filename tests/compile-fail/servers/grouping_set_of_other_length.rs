//! A grouping set says for each key whether it groups.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Postgres, Scoped<OrgId>>) {
    let _ = db
        .select(count_all())
        .from(Claim)
        .group_by_sets((Claim.title, Claim.amount), [[true], [false]])
        .all()
        .await;
}

fn main() {}
