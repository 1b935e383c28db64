//! A second statement stands behind the first.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let query = sql_query!(
        Sqlite,
        Loss,
        tables(Policy),
        "SELECT number, 1 AS claims FROM policies; DELETE FROM policies",
    );
    let _ = query.on(db).all().await;
}

fn main() {}
