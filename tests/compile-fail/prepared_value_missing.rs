//! A prepared statement gets a value too few.

mod tables;

use orm::prelude::*;
use orm::{Param, prepare, select};
use tables::*;

async fn wrong(db: &TenantDb) {
    let query = prepare(|(number, note): (Param<String>, Param<String>)| {
        select(Policy.id)
            .from(Policy)
            .filter(Policy.number.eq(number).and(Policy.note.eq(note)))
            .query()
    });
    let _ = query.on(db, "P-1".to_owned()).all().await;
}

fn main() {}
