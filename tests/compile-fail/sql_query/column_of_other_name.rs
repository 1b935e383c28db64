//! The select list has another name than the struct's field.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let query = sql_query!(
        Sqlite,
        Loss,
        tables(Policy),
        "SELECT number, 1 AS losses FROM policies",
    );
    let _ = query.on(db).all().await;
}

fn main() {}
