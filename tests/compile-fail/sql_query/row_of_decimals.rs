//! The struct has a decimal.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let query = sql_query!(
        Sqlite,
        Premium,
        tables(Policy),
        "SELECT 1 AS premium FROM policies",
    );
    let _ = query.on(db).all().await;
}

fn main() {}
