//! A quoted name is another table's.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let query = sql_query!(
        Sqlite,
        Loss,
        tables(Policy),
        "SELECT number, 1 AS claims FROM \"Policies\"",
    );
    let _ = query.on(db).all().await;
}

fn main() {}
