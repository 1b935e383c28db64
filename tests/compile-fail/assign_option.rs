//! A column that is never NULL is set to an `Option`.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb, number: Option<String>) {
    let _ = db
        .update(Policy)
        .set(Policy.number.to_option(number))
        .all_rows()
        .run()
        .await;
}

fn main() {}
