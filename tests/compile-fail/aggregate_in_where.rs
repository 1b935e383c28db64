//! An aggregate stands in WHERE.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) {
    let _ = db.from(Policy).filter(count_all().gt(3)).all().await;
}

fn main() {}
