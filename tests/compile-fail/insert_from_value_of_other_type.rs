//! An INSERT .. SELECT fills a text with a uuid.

mod tables;

use orm::select;
use tables::*;

async fn wrong(db: &TenantDb) {
    let query = select(Claim.title.to(Policy.id)).from(Policy);
    let _ = db.insert_from(Claim, query).run().await;
}

fn main() {}
