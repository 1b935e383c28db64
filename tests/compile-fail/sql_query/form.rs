//! The parts stand in another order.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let query = sql_query!("SELECT number FROM policies", Loss);
    let _ = query.on(db).all().await;
}

fn main() {}
