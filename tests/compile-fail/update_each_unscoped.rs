//! Rows of a tenant table are updated without a tenant.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &Db<Sqlite>, id: Uuid) {
    let rows = [(id, Policy.note.to("x"))];
    let _ = db.update_each(Policy, rows).run().await;
}

fn main() {}
