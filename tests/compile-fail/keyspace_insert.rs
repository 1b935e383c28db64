//! A handle limited to one database inserts into a table of another.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb, invoice: NewInvoice) {
    let _ = db.keyspace::<Policies>().insert(invoice).run().await;
}

fn main() {}
