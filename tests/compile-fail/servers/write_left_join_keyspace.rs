//! A delete joins a table of another keyspace on the left.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<MySql, Scoped<OrgId>>) {
    let _ = db
        .delete(Claim)
        .left_join(Invoice, Invoice.policy_id.eq(Claim.policy_id))
        .filter(Invoice.id.is_null())
        .run()
        .await;
}

fn main() {}
