//! VALUES stands in for a table.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let query = sql_query!(
        Sqlite,
        Loss,
        tables(Policy),
        "SELECT number, 1 AS claims FROM policies UNION VALUES ('x', 1)",
    );
    let _ = query.on(db).all().await;
}

fn main() {}
