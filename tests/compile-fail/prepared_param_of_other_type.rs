//! A number is compared with a column of text.

mod tables;

use orm::prelude::*;
use orm::{Param, prepare, select};
use tables::*;

async fn wrong(db: &TenantDb) {
    let query = prepare(|number: Param<i64>| {
        select(Policy.id)
            .from(Policy)
            .filter(Policy.number.eq(number))
            .query()
    });
    let _ = query.on(db, 1).all().await;
}

fn main() {}
