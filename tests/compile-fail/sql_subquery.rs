//! A fragment holds a subquery.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select(sql!(i64, "(SELECT COUNT(*) FROM claims)"))
        .from(Policy)
        .all()
        .await;
}

fn main() {}
