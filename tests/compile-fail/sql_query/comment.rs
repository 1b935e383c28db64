//! A comment of MySQL is read by MySQL.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let query = sql_query!(
        _,
        Loss,
        tables(Policy),
        "SELECT number, 1 AS claims FROM policies /*! UNION SELECT number, 1 FROM policies */",
    );
    let _ = query.on(db).all().await;
}

fn main() {}
