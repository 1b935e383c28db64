//! A whole row is inserted, its tenant column included.

mod tables;

use tables::*;

async fn wrong(db: &TenantDb, claim: Claim) {
    let _ = db.insert(claim).run().await;
}

fn main() {}
