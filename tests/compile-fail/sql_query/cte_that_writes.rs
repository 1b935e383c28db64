//! A common table expression writes.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let query = sql_query!(
        _,
        Loss,
        tables(Policy),
        "WITH gone AS (DELETE FROM policies RETURNING number) SELECT number, 1 AS claims FROM gone",
    );
    let _ = query.on(db).all().await;
}

fn main() {}
