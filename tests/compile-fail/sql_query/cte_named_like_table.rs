//! A common table expression has the name of a table.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let query = sql_query!(
        Sqlite,
        Loss,
        tables(Policy, Claim),
        "WITH claims AS (SELECT id FROM policies) SELECT p.number, COUNT(*) AS claims FROM policies p JOIN claims c ON c.id = p.id GROUP BY p.number",
    );
    let _ = query.on(db).all().await;
}

fn main() {}
