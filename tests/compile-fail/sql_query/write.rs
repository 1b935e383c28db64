//! The statement writes.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let query = sql_query!(
        Sqlite,
        Loss,
        tables(Policy),
        "UPDATE policies SET number = 'x'",
    );
    let _ = query.on(db).all().await;
}

fn main() {}
