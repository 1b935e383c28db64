//! MySQL has no RETURNING.

#[path = "../tables/mod.rs"]
mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<MySql, Scoped<OrgId>>) {
    let _ = db.delete(Policy).all_rows().returning(Policy.id).all().await;
}

fn main() {}
