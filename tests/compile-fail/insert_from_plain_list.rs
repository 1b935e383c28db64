//! An INSERT .. SELECT doesn't say which columns it fills.

mod tables;

use orm::select;
use tables::*;

async fn wrong(db: &TenantDb) {
    let query = select(Policy.id).from(Policy);
    let _ = db.insert_from(Claim, query).run().await;
}

fn main() {}
