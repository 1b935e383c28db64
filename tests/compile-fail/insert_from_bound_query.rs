//! The query of an INSERT .. SELECT has a handle of its own.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb) {
    let query = db.select(Claim.title.to(Policy.number)).from(Policy);
    let _ = db.insert_from(Claim, query).run().await;
}

fn main() {}
