//! A table of another keyspace is read.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let query = sql_query!(
        Sqlite,
        Loss,
        tables(Claim, Invoice),
        "SELECT 'x' AS number, total AS claims FROM invoices",
    );
    let _ = query.on(db).all().await;
}

fn main() {}
