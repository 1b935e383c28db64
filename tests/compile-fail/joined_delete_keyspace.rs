//! A delete joins a table of another database.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .delete(Policy)
        .inner_join(Invoice, Invoice.id.eq(Policy.id))
        .all_rows()
        .run()
        .await;
}

fn main() {}
