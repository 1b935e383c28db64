//! A decimal is compared as SQLite stores it.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let query = sql_query!(
        Sqlite,
        Loss,
        tables(Policy),
        "SELECT number, 1 AS claims FROM policies WHERE premium > 100",
    );
    let _ = query.on(db).all().await;
}

fn main() {}
