//! A tenant's table is read without a tenant.

mod tables;

use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let query = sql_query!(
        Sqlite,
        Loss,
        tables(Country, Claim),
        "SELECT k.name AS number, COUNT(*) AS claims FROM countries k CROSS JOIN claims c GROUP BY k.name",
    );
    let _ = query.on(db).all().await;
}

fn main() {}
