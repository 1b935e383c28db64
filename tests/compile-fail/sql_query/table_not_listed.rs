//! The text reads a table that it doesn't list.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let query = sql_query!(
        Sqlite,
        Loss,
        tables(Policy),
        "SELECT p.number, (SELECT COUNT(*) FROM claims) AS claims FROM policies p",
    );
    let _ = query.on(db).all().await;
}

fn main() {}
