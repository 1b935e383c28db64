//! A column that is never NULL is set to NULL.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .update(Policy)
        .set(Policy.number.to_null())
        .all_rows()
        .run()
        .await;
}

fn main() {}
