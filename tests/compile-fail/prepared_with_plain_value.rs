//! The closure of a prepared statement takes parameters.

mod tables;

use orm::prelude::*;
use orm::{prepare, select};
use tables::*;

async fn wrong(db: &TenantDb) {
    let query = prepare(|number: String| {
        select(Policy.id)
            .from(Policy)
            .filter(Policy.number.eq(number))
            .query()
    });
    let _ = query.on(db, "P-1".to_owned()).all().await;
}

fn main() {}
