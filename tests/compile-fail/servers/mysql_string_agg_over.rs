//! MySQL joins texts in groups, not over windows.

#[path = "../tables/mod.rs"]
mod tables;

use orm::expr::{string_agg, window};
use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<MySql, Scoped<OrgId>>) {
    let _ = db
        .select(string_agg(Claim.title, ", ").over(window()))
        .from(Claim)
        .all()
        .await;
}

fn main() {}
