//! The TABLE command takes all rows of a table.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let query = sql_query!(
        Sqlite,
        Loss,
        tables(Policy),
        "SELECT number, 1 AS claims FROM (TABLE policies) AS p",
    );
    let _ = query.on(db).all().await;
}

fn main() {}
