//! A qualified name dodges the tables that are known.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let query = sql_query!(
        Sqlite,
        Loss,
        tables(Policy),
        "SELECT number, 1 AS claims FROM main.policies",
    );
    let _ = query.on(db).all().await;
}

fn main() {}
