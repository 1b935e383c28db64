//! An INSERT .. SELECT fills another table's column.

mod tables;

use orm::select;
use tables::*;

async fn wrong(db: &TenantDb) {
    let query = select(Policy.number.to(Policy.number)).from(Policy);
    let _ = db.insert_from(Claim, query).run().await;
}

fn main() {}
