//! A prepared statement over a tenant table is executed without a tenant.

mod tables;

use orm::prelude::*;
use orm::{Param, prepare, select};
use tables::*;

async fn wrong(db: &Db<Sqlite>) {
    let query = prepare(|number: Param<String>| {
        select(Policy.id)
            .from(Policy)
            .filter(Policy.number.eq(number))
            .query()
    });
    let _ = query.on(db, "P-1".to_owned()).all().await;
}

fn main() {}
