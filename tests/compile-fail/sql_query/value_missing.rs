//! A value is missing.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let query = sql_query!(
        Sqlite,
        Loss,
        tables(Policy),
        "SELECT number, 1 AS claims FROM policies WHERE number = {} OR note = {}", "x".to_owned(),
    );
    let _ = query.on(db).all().await;
}

fn main() {}
