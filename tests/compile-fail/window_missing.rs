//! A function for windows without one.

mod tables;

use orm::expr::row_number;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db
        .select((Claim.title, row_number()))
        .from(Claim)
        .all()
        .await;
}

fn main() {}
