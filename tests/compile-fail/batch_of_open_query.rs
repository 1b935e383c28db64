//! A query in a batch is not closed.

mod tables;

use orm::select;
use tables::*;

async fn wrong(db: &TenantDb) {
    let claims = select(Claim.id).from(Claim).query();
    let _ = db.batch((select(Policy.id).from(Policy), claims)).await;
}

fn main() {}
