//! A value has another type than the column that it is stored as.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let query = sql_query!(
        Sqlite,
        Loss,
        tables(Policy),
        "SELECT number, 1 AS claims FROM policies WHERE id = {}", orm::query::stored_as(Policy.id, 1_i64),
    );
    let _ = query.on(db).all().await;
}

fn main() {}
