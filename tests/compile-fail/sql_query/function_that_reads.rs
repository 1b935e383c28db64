//! A function reads tables.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let query = sql_query!(
        _,
        Loss,
        tables(Policy),
        "SELECT query_to_xml('SELECT 1', TRUE, TRUE, '') AS number, 1 AS claims FROM policies",
    );
    let _ = query.on(db).all().await;
}

fn main() {}
