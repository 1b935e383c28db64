//! MySQL has no GROUPS frames.

#[path = "../tables/mod.rs"]
mod tables;

use orm::expr::{current_row, preceding, window};
use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<MySql8, Scoped<OrgId>>) {
    let frame = window()
        .order_by(Claim.id)
        .groups_between(preceding(2), current_row());
    let _ = db
        .select(sum(Claim.amount).over(frame))
        .from(Claim)
        .all()
        .await;
}

fn main() {}
