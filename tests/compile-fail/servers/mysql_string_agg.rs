//! MySQL's GROUP_CONCAT cuts texts.

#[path = "../tables/mod.rs"]
mod tables;

use orm::expr::string_agg;
use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<MySql, Scoped<OrgId>>) {
    let _ = db
        .select(string_agg(Claim.title, ", "))
        .from(Claim)
        .all()
        .await;
}

fn main() {}
