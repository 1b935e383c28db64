//! Rows of a view are deleted.

mod tables;
mod views;

use tables::*;
use views::*;

async fn wrong(db: &TenantDb) {
    let _ = db.delete(Open);
}

fn main() {}
