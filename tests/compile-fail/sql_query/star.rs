//! The select list is a star.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let query = sql_query!(
        Sqlite,
        Loss,
        tables(Policy),
        "SELECT * FROM policies",
    );
    let _ = query.on(db).all().await;
}

fn main() {}
