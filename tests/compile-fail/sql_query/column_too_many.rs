//! The select list has more columns than the struct has fields.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let query = sql_query!(
        Sqlite,
        Loss,
        tables(Policy),
        "SELECT number, 1 AS claims, id FROM policies",
    );
    let _ = query.on(db).all().await;
}

fn main() {}
