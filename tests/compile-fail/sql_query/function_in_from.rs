//! A function stands in FROM.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let query = sql_query!(
        Sqlite,
        Loss,
        tables(Policy),
        "SELECT value AS number, 1 AS claims FROM json_each('[]')",
    );
    let _ = query.on(db).all().await;
}

fn main() {}
