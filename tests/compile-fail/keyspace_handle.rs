//! A handle limited to one database reads a table of another.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.keyspace::<Policies>().from(Invoice).all().await;
}

fn main() {}
