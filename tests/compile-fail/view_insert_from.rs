//! Rows are inserted into a view.

mod tables;
mod views;

use tables::*;
use views::*;

async fn wrong(db: &TenantDb) {
    let claims = orm::select((Open.id.to(Claim.id), Open.amount.to(Claim.amount))).from(Claim);
    let _ = db.insert_from(Open, claims);
}

fn main() {}
