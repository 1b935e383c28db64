//! A comparison with a column that may be NULL may be NULL itself.

mod tables;

use orm::prelude::*;
use tables::*;

async fn wrong(db: &TenantDb) -> Result<Vec<bool>, orm::Error> {
    db.select(Policy.note.eq("x")).from(Policy).all().await
}

fn main() {}
