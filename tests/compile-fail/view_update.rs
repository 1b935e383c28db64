//! A view is updated.

mod tables;
mod views;

use tables::*;
use views::*;

async fn wrong(db: &TenantDb) {
    let _ = db.update(Open);
}

fn main() {}
