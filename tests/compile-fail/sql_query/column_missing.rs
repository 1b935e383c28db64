//! No table has the column.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let query = sql_query!(
        Sqlite,
        Loss,
        tables(Policy),
        "SELECT p.numbr AS number, 1 AS claims FROM policies p",
    );
    let _ = query.on(db).all().await;
}

fn main() {}
