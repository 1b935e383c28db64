//! Postgres has no DELETE with a limit.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Postgres, Scoped<OrgId>>) {
    let _ = db.delete(Policy).all_rows().order_by(Policy.number).limit(1).run().await;
}

fn main() {}
