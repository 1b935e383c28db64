//! FULL JOIN is not on every backend.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let query = sql_query!(
        _,
        Loss,
        tables(Policy, Claim),
        "SELECT p.number, COUNT(*) AS claims FROM policies p FULL JOIN claims c ON c.policy_id = p.id GROUP BY p.number",
    );
    let _ = query.on(db).all().await;
}

fn main() {}
