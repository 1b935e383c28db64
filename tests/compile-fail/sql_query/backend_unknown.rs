//! The backend has a name of its own.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    type Local = Sqlite;
    let query = sql_query!(
        Local,
        Loss,
        tables(Policy),
        "SELECT number, 1 AS claims FROM policies",
    );
    let _ = query.on(db).all().await;
}

fn main() {}
